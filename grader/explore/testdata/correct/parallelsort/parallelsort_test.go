package parallelsort

import (
	"math/rand"
	"sort"
	"testing"
)

type card struct{ rank, serial int }

func TestMerge(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	cards := make([]card, 12)
	for i := range cards {
		cards[i] = card{rng.Intn(4), i}
	}
	Merge(cards, func(a, b card) bool { return a.rank < b.rank }, 2)
	for i := 1; i < len(cards); i++ {
		a, b := cards[i-1], cards[i]
		if a.rank > b.rank || a.rank == b.rank && a.serial > b.serial {
			t.Errorf("not sorted stably: %v", cards)
			break
		}
	}
}

func TestQuick(t *testing.T) {
	s := []int{5, 2, 8, 1, 9, 3, 7, 6, 0, 4}
	Quick(s, 2)
	if !sort.IntsAreSorted(s) || len(s) != 10 || s[0] != 0 || s[9] != 9 {
		t.Errorf("Quick: %v", s)
	}
}
