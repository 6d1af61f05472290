package jackson

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// scalarText is Jackson's getText: the text of a string, number or boolean.
func scalarText(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		if jsontree.IsInteger(v) {
			return string(v), true
		}
		return jsontree.JavaDouble(v), true
	}
	return "", false
}

func readText(value any) (any, error) {
	text, ok := scalarText(value)
	if !ok {
		return nil, mismatch("text", value)
	}
	return text, nil
}

// readBoolean takes true and false in three spellings, blank for null, and any integer: only 0 is false.
func readBoolean(value any) (any, error) {
	switch v := value.(type) {
	case bool:
		return v, nil
	case string:
		switch strings.TrimSpace(v) {
		case "", "null":
			return nil, nil
		case "true", "TRUE", "True":
			return true, nil
		case "false", "FALSE", "False":
			return false, nil
		}
	case json.Number:
		if jsontree.IsInteger(v) {
			return strings.Trim(string(v), "-0") != "", nil
		}
	}
	return nil, mismatch("boolean", value)
}

// readInteger takes numbers, cutting off fractions, and numeric text; blank is null. There is no range check but that of 32 bits.
func readInteger(value any) (any, error) { return readWhole(value, 32) }

func readLong(value any) (any, error) { return readWhole(value, 64) }

func readWhole(value any, bits int) (any, error) {
	switch v := value.(type) {
	case json.Number:
		n, err := readInt(v, bits)
		if err != nil {
			return nil, mismatch("integer", value)
		}
		return integer(n), nil
	case string:
		text := strings.TrimSpace(v)
		if text == "" || text == "null" {
			return nil, nil
		}
		n, err := strconv.ParseInt(text, 10, bits)
		if err != nil {
			return nil, mismatch("integer", value)
		}
		return integer(n), nil
	}
	return nil, mismatch("integer", value)
}

func integer(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }

func readInt(n json.Number, bits int) (int64, error) {
	if jsontree.IsInteger(n) {
		return strconv.ParseInt(string(n), 10, bits)
	}
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil || math.Abs(f) > float64(uint64(1)<<(bits-1)-1) {
		return 0, strconv.ErrRange
	}
	return int64(f), nil
}
