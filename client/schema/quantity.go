package schema

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// A dimension is a family of units that convert into each other exactly.
// Sizes count in the dimension's smallest unit.
type dimension struct {
	steps []step // largest first
}

type step struct {
	size     int64
	singular string // how Humanise writes one of them
	plural   string
	suffixes []string // what Parse reads
}

var (
	duration = dimension{[]step{
		{7 * 24 * 3600 * 1000, "", "", []string{"w", "week", "weeks"}},
		{24 * 3600 * 1000, "day", "days", []string{"d", "day", "days"}},
		{3600 * 1000, "h", "h", []string{"h", "hour", "hours"}},
		{60 * 1000, "min", "min", []string{"m", "min", "minute", "minutes"}},
		{1000, "s", "s", []string{"s", "sec", "second", "seconds"}},
		{1, "ms", "ms", []string{"ms"}},
	}}
	volume = dimension{[]step{
		{1 << 30, "GiB", "GiB", []string{"gib", "g"}},
		{1 << 20, "MiB", "MiB", []string{"mib", "m"}},
		{1 << 10, "KiB", "KiB", []string{"kib", "k"}},
		{1, "byte", "bytes", []string{"b", "byte", "bytes"}},
	}}
)

// measure tells the dimension of a unit, its size there and its short name.
func measure(u Unit) (d dimension, size int64, short string, ok bool) {
	switch u {
	case UnitMilliseconds:
		return duration, 1, "ms", true
	case UnitSeconds:
		return duration, 1000, "s", true
	case UnitMinutes:
		return duration, 60 * 1000, "min", true
	case UnitHours:
		return duration, 3600 * 1000, "h", true
	case UnitDays:
		return duration, 24 * 3600 * 1000, "days", true
	case UnitBytes:
		return volume, 1, "bytes", true
	default:
		return dimension{}, 0, string(u), false
	}
}

// Humanise says a quantity in larger units, as in "5 min" for 300 seconds and
// "1 h 30 min" for 5400. It is empty when that would say nothing new: zero,
// negative numbers, and quantities smaller than the next unit.
func Humanise(unit Unit, n int64) string {
	d, size, _, ok := measure(unit)
	if !ok || n <= 0 {
		return ""
	}
	rest := new(big.Int).Mul(big.NewInt(n), big.NewInt(size))
	var parts []string
	for _, s := range d.steps {
		if s.singular == "" || s.size < size {
			continue
		}
		count, left := new(big.Int).QuoRem(rest, big.NewInt(s.size), new(big.Int))
		if count.Sign() == 0 {
			continue
		}
		if s.size == size && len(parts) == 0 {
			return ""
		}
		name := s.plural
		if count.IsInt64() && count.Int64() == 1 {
			name = s.singular
		}
		parts = append(parts, count.String()+" "+name)
		rest = left
	}
	return strings.Join(parts, " ")
}

// parseQuantity reads "90", "5m" or "1h 30m" as a count of the unit.
func parseQuantity(unit Unit, text string) (string, error) {
	d, size, short, ok := measure(unit)
	total := new(big.Int)
	rest := strings.ToLower(strings.ReplaceAll(text, " ", ""))
	for rest != "" {
		digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
		rest = rest[len(digits):]
		word := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))]
		rest = rest[len(word):]
		s, known := d.step(word)
		count, isNumber := new(big.Int).SetString(digits, 10)
		if !ok || !known || !isNumber {
			return "", &ValueError{Message: strconv.Quote(text) + " is not a whole number", Hint: quantityHint(unit)}
		}
		total.Add(total, count.Mul(count, big.NewInt(s.size)))
	}
	n, left := new(big.Int).QuoRem(total, big.NewInt(size), new(big.Int))
	if left.Sign() != 0 {
		return "", &ValueError{
			Message: fmt.Sprintf("%s is not a whole number of %s", text, unit),
			Hint:    fmt.Sprintf("the server counts this in %s; %s %s would be the nearest below", unit, n, short),
		}
	}
	return n.String(), nil
}

func (d dimension) step(suffix string) (step, bool) {
	for _, s := range d.steps {
		for _, x := range s.suffixes {
			if x == suffix {
				return s, true
			}
		}
	}
	return step{}, false
}

func quantityHint(unit Unit) string {
	switch _, _, _, ok := measure(unit); {
	case !ok:
		return "write digits only"
	case unit == UnitBytes:
		return "write the bytes as digits, or an amount such as 64KiB"
	default:
		return fmt.Sprintf("write the %s as digits, or a time such as 90s, 5m, 1h or 30d", unit)
	}
}
