package fetch

import "net/netip"

// block is a part of the address space where no public web server lives.
type block struct {
	prefix netip.Prefix
	name   string
}

// The IANA special-purpose address registries, whole: also the few entries that
// are globally reachable, since none of them serves news. Multicast and the
// deprecated prefixes, which the registries leave out, are added.
var (
	blocksV4 = blocks(
		"0.0.0.0/8", "this network",
		"10.0.0.0/8", "private use",
		"100.64.0.0/10", "shared space of carriers",
		"127.0.0.0/8", "loopback",
		"169.254.0.0/16", "link-local",
		"172.16.0.0/12", "private use",
		"192.0.0.0/24", "IETF protocol assignments",
		"192.0.2.0/24", "documentation",
		"192.31.196.0/24", "AS112",
		"192.52.193.0/24", "AMT",
		"192.88.99.0/24", "deprecated 6to4 relay",
		"192.168.0.0/16", "private use",
		"192.175.48.0/24", "AS112",
		"198.18.0.0/15", "benchmarking",
		"198.51.100.0/24", "documentation",
		"203.0.113.0/24", "documentation",
		"224.0.0.0/4", "multicast",
		"240.0.0.0/4", "reserved, or broadcast",
	)
	blocksV6 = blocks(
		"::/128", "unspecified",
		"::1/128", "loopback",
		"::/96", "deprecated IPv4-compatible",
		"::ffff:0:0:0/96", "IPv4-translated",
		"64:ff9b:1::/48", "local NAT64",
		"100::/64", "discard",
		"100:0:0:1::/64", "dummy",
		"2001::/32", "Teredo",
		"2001:2::/48", "benchmarking",
		"2001:db8::/32", "documentation",
		"2001::/23", "IETF protocol assignments",
		"2002::/16", "6to4",
		"2620:4f:8000::/48", "AS112",
		"3fff::/20", "documentation",
		"5f00::/16", "segment routing",
		"fc00::/7", "unique local",
		"fe80::/10", "link-local",
		"fec0::/10", "deprecated site-local",
		"ff00::/8", "multicast",
	)
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
)

func blocks(pairs ...string) []block {
	var list []block
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, block{netip.MustParsePrefix(pairs[i]), pairs[i+1]})
	}
	return list
}

// notPublic names the part of the address space that keeps an address from
// being a public one, and is empty for a public one.
func notPublic(addr netip.Addr) string {
	addr = addr.WithZone("").Unmap() // ::ffff:10.0.0.1 is 10.0.0.1
	if addr.Is4() {
		return blockOf(blocksV4, addr)
	}
	if nat64.Contains(addr) { // networks without IPv4 reach the public IPv4 web so
		b := addr.As16()
		return notPublic(netip.AddrFrom4([4]byte(b[12:])))
	}
	if name := blockOf(blocksV6, addr); name != "" {
		return name
	}
	if !globalUnicast.Contains(addr) {
		return "not assigned for global use"
	}
	return ""
}

func blockOf(list []block, addr netip.Addr) string {
	for _, b := range list {
		if b.prefix.Contains(addr) {
			return b.name
		}
	}
	return ""
}
