package catalog

// nearest returns the name that a typist is likely to have meant by typed: the one
// at the smallest distance, the first of equals, if that is at most a third of the
// letters, and at least 2. It reports false if none is near.
func nearest(typed string, names []string) (string, bool) {
	best, found := "", false
	least := max(2, len(typed)/3) + 1
	for _, name := range names {
		if d := distance(typed, name); d < least && d < max(len(typed), len(name)) {
			best, least, found = name, d, true
		}
	}
	return best, found
}

// distance is the number of bytes to insert, delete, replace, or swap with their
// neighbour that turns a into b: the optimal string alignment distance, which is
// Levenshtein's with the transposition of Damerau (A technique for computer
// detection and correction of spelling errors, CACM 7(3), 1964).
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			replace := last[j]
			if a[i] != b[j] {
				replace++
			}
			row[j+1] = min(replace, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
