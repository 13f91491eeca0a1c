package main

import (
	"context"
	"errors"
	"io"

	"dateline/config"
	"dateline/scraper/extract"
)

func (a *app) fetchPage(context.Context, string, config.HTTP, io.Writer) (extract.Page, error) {
	return extract.Page{}, errors.New("not fetched: there is no client yet")
}
