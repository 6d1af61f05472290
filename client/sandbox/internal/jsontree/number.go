package jsontree

import (
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// IsInteger says whether a number is written without fraction and exponent, which is what Jackson's parser goes by.
func IsInteger(n json.Number) bool { return !strings.ContainsAny(string(n), ".eE") }

// Equal compares two trees: numbers by value (300 equals 300.0), arrays in order, objects without order. This is the equivalence of
// the json-patch library's test operation.
func Equal(a, b any) bool {
	switch x := a.(type) {
	case json.Number:
		y, ok := b.(json.Number)
		return ok && equalNumbers(x, y)
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !Equal(x[i], y[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for name := range x {
			other, ok := y[name]
			if !ok || !Equal(x[name], other) {
				return false
			}
		}
		return true
	default:
		if !comparable(b) {
			return false
		}
		return a == b
	}
}

func comparable(tree any) bool {
	switch tree.(type) {
	case []any, map[string]any:
		return false
	}
	return true
}

func equalNumbers(a, b json.Number) bool {
	x, okX := exact(a)
	y, okY := exact(b)
	return okX && okY && x.Cmp(y) == 0
}

// exact gives the value of a number; one that only an exponent beyond double range can write has none, so that a short text
// cannot ask for a gigabyte of digits.
func exact(n json.Number) (*big.Float, bool) {
	if IsInteger(n) {
		integer, ok := new(big.Int).SetString(string(n), 10)
		if !ok {
			return nil, false
		}
		return new(big.Float).SetInt(integer), true
	}
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil || math.IsInf(f, 0) {
		return nil, false
	}
	return big.NewFloat(f), true
}

// JavaDouble writes a floating-point number as Java's Double.toString does: 3.9, 1000.0, 1.0E10.
func JavaDouble(n json.Number) string {
	f, err := strconv.ParseFloat(string(n), 64)
	switch {
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case err != nil:
		return string(n)
	}
	if size := math.Abs(f); size != 0 && (size < 1e-3 || size >= 1e7) {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
		power, err := strconv.Atoi(exponent)
		if err != nil {
			return string(n)
		}
		return withFraction(mantissa) + "E" + strconv.Itoa(power)
	}
	return withFraction(strconv.FormatFloat(f, 'f', -1, 64))
}

func withFraction(digits string) string {
	if strings.Contains(digits, ".") {
		return digits
	}
	return digits + ".0"
}
