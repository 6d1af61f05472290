package appconfig

import (
	"encoding/json"
	"strings"
)

// tidyRule does what the setters of RateLimitRule.java do: trim, drop blanks and nulls, write methods in capitals, and take counts
// that are not positive for null.
func tidyRule(o map[string]any) {
	if path, ok := o["path"].(string); ok {
		o["path"] = nil
		if path = strings.TrimSpace(path); path != "" {
			o["path"] = path
		}
	}
	o["methods"] = trimmed(o["methods"], func(s string) string { return strings.ToUpper(strings.TrimSpace(s)) })
	for _, name := range []string{"requestCount", "periodInSeconds"} {
		if count, ok := o[name].(json.Number); ok {
			if n, err := count.Int64(); err != nil || n <= 0 {
				o[name] = nil
			}
		}
	}
	extractors, _ := o["keyExtractors"].([]any)
	kept := make([]any, 0, len(extractors))
	for _, extractor := range extractors {
		if extractor != nil {
			kept = append(kept, extractor)
		}
	}
	o["keyExtractors"] = kept
}

func deriveRule(o map[string]any) {
	wellFormed := o["path"] != nil && length(o["methods"]) > 0 && o["requestCount"] != nil && o["periodInSeconds"] != nil &&
		length(o["keyExtractors"]) > 0
	extractors, _ := o["keyExtractors"].([]any)
	for _, extractor := range extractors {
		members, _ := extractor.(map[string]any)
		wellFormed = wellFormed && members["wellFormed"] == true
	}
	o["wellFormed"] = wellFormed
}

// trimmed cleans a list of texts and leaves out what is null or blank.
func trimmed(list any, clean func(string) string) []any {
	elements, _ := list.([]any)
	kept := make([]any, 0, len(elements))
	for _, element := range elements {
		if s, ok := element.(string); ok && strings.TrimSpace(s) != "" {
			kept = append(kept, clean(s))
		}
	}
	return kept
}

func length(list any) int {
	elements, _ := list.([]any)
	return len(elements)
}
