// Package parallelsort sorts by a merge sort and a quicksort whose halves run
// on goroutines of their own down to a given depth.
package parallelsort

import (
	"sort"
	"sync"
)

// Merge sorts s by merging; it is stable. depth is the number of levels at
// which a goroutine is started.
func Merge[T any](s []T, less func(a, b T) bool, depth int) {
	if len(s) < 2 {
		return
	}
	if depth == 0 {
		sort.SliceStable(s, func(i, j int) bool { return less(s[i], s[j]) })
		return
	}
	left, right := s[:len(s)/2], s[len(s)/2:]
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		Merge(left, less, depth-1)
	}()
	Merge(right, less, depth-1)
	wg.Wait()

	out := make([]T, 0, len(s))
	for len(left) > 0 && len(right) > 0 {
		if less(right[0], left[0]) {
			out, right = append(out, right[0]), right[1:]
		} else {
			out, left = append(out, left[0]), left[1:]
		}
	}
	out = append(append(out, left...), right...)
	copy(s, out)
}

// Quick sorts s in place. All the goroutines share one WaitGroup.
func Quick(s []int, depth int) {
	var wg sync.WaitGroup
	quick(s, depth, &wg)
	wg.Wait()
}

func quick(s []int, depth int, wg *sync.WaitGroup) {
	if len(s) < 2 {
		return
	}
	pivot, store := s[len(s)-1], 0
	for i, v := range s[:len(s)-1] {
		if v < pivot {
			s[i], s[store] = s[store], s[i]
			store++
		}
	}
	s[store], s[len(s)-1] = s[len(s)-1], s[store]
	low, high := s[:store], s[store+1:]
	if depth > 0 && len(low) > 1 {
		// The caller is counted itself, or is Quick before its Wait: the
		// count can't be zero in between.
		wg.Go(func() { quick(low, depth-1, wg) })
	} else {
		quick(low, 0, wg)
	}
	quick(high, max(depth-1, 0), wg)
}
