package main

import (
	"strings"
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = 100 - i
	}
	for _, tc := range []struct {
		values []int
		q      float64
		want   int
	}{
		{[]int{7}, 0, 7}, {[]int{7}, 0.5, 7}, {[]int{7}, 1, 7},
		{[]int{3, 1, 2}, 0.5, 2}, {[]int{4, 3, 2, 1}, 0.5, 2},
		{hundred, 0.5, 50}, {hundred, 0.99, 99}, {hundred, 1, 100},
	} {
		if got := quantile(tc.values, tc.q); got != tc.want {
			t.Errorf("quantile %v of %d values is %d, want %d", tc.q, len(tc.values), got, tc.want)
		}
	}
	if hundred[0] != 100 {
		t.Error("the values were reordered")
	}
}

func TestTexts(t *testing.T) {
	durations := []time.Duration{3 * time.Millisecond, 1500 * time.Microsecond, 20 * time.Millisecond}
	for got, want := range map[string]string{
		times(durations):       "median 3.0 ms, slowest 20.0 ms of 3",
		latencies(durations):   "p50 3.0 ms, p99 20.0 ms of 3",
		sizes([]int{10, 5, 7}): "median 7 bytes, most 10 of 3",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAnonymousMemory(t *testing.T) {
	got, err := anonymous(strings.NewReader("Name:\tjansadm\nVmRSS:\t  30000 kB\nRssAnon:\t  12345 kB\nRssFile:\t 7 kB\n"))
	if err != nil || got != 12345<<10 {
		t.Errorf("got %d, %v", got, err)
	}
	for _, status := range []string{"", "RssAnon:\n", "RssAnon:\tmany kB\n", "RssAnon:\t1 MB\n"} {
		if got, err := anonymous(strings.NewReader(status)); err == nil {
			t.Errorf("%q: got %d, want an error", status, got)
		}
	}
}
