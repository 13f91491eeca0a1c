package store

import (
	"reflect"
	"testing"
	"time"

	"dateline/timeline"
)

// Whatever of an account changes, its event's digest does.
func TestAccountsDigestCoversEveryField(t *testing.T) {
	a := timeline.Account{Printed: &timeline.Printed{}, Dating: &timeline.Dating{}}
	seen := map[string]string{accountsDigest([]timeline.Account{a}): "nothing", accountsDigest(nil): "no account"}
	var vary func(path string, v reflect.Value, a *timeline.Account)
	vary = func(path string, v reflect.Value, a *timeline.Account) {
		for i := range v.NumField() {
			f, name := v.Field(i), path+v.Type().Field(i).Name
			if f.Kind() == reflect.Pointer {
				vary(name+".", f.Elem(), a)
				continue
			}
			switch value := f.Addr().Interface().(type) {
			case *time.Time:
				*value = value.Add(time.Second)
			default:
				switch f.Kind() {
				case reflect.String:
					f.SetString("x")
				case reflect.Int:
					f.SetInt(1)
				case reflect.Float64:
					f.SetFloat(.5)
				case reflect.Bool:
					f.SetBool(true)
				case reflect.Struct:
					vary(name+".", f, a)
					continue
				default:
					t.Fatalf("%s is a %s", name, f.Kind())
				}
			}
			digest := accountsDigest([]timeline.Account{*a})
			if as := seen[digest]; as != "" {
				t.Errorf("with %s set the digest is that of %s", name, as)
			}
			seen[digest] = name
			f.SetZero()
		}
	}
	vary("", reflect.ValueOf(&a).Elem(), &a)
}
