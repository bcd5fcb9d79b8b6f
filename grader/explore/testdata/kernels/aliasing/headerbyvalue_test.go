// The slice header passed by value: collect appends under the lock, to a copy
// of the header. Breaks in every schedule: the caller's slice keeps its length.

package aliasing

import (
	"sync"
	"testing"
)

func collectCopy(mu *sync.Mutex, list []int, v int) {
	mu.Lock()
	defer mu.Unlock()
	list = append(list, v)
}

func collectInto(mu *sync.Mutex, list *[]int, v int) {
	mu.Lock()
	defer mu.Unlock()
	*list = append(*list, v)
}

func collectTwo(t *testing.T, list *[]int, collect func(mu *sync.Mutex, v int)) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { collect(&mu, i) })
	}
	wg.Wait()
	if len(*list) != 2 {
		t.Errorf("collected %v", *list)
	}
}

// want: wrong result
func TestHeaderByValueBug(t *testing.T) {
	list := make([]int, 0, 2)
	collectTwo(t, &list, func(mu *sync.Mutex, v int) { collectCopy(mu, list, v) })
}

func TestHeaderByValueFixed(t *testing.T) {
	list := make([]int, 0, 2)
	collectTwo(t, &list, func(mu *sync.Mutex, v int) { collectInto(mu, &list, v) })
}
