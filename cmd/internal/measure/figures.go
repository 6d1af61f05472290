package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// quantile is the value below or at which the share q of the values lies (nearest rank). There has to be a value.
func quantile[T cmp.Ordered](values []T, q float64) T {
	sorted := slices.Sorted(slices.Values(values))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

func median[T cmp.Ordered](values []T) T { return quantile(values, 0.5) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

func times(values []time.Duration) string {
	return fmt.Sprintf("median %s, slowest %s of %d", milliseconds(median(values)), milliseconds(slices.Max(values)), len(values))
}

func latencies(values []time.Duration) string {
	return fmt.Sprintf("p50 %s, p99 %s of %d", milliseconds(median(values)), milliseconds(quantile(values, 0.99)), len(values))
}

func sizes(values []int) string {
	return fmt.Sprintf("median %d bytes, most %d of %d", median(values), slices.Max(values), len(values))
}
