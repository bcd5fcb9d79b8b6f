package packagevars

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"
	"unsafe"
)

var testOnly = note("test", depC)

func init() { order = append(order, "init test") }

func TestInitialisationOrder(t *testing.T) {
	t.Log(order)
	t.Log(depA, depB, depC, testOnly)
}

func TestMultiValueInitialisers(t *testing.T) {
	t.Log(left, right, first, value, found, num, isNum)
	t.Log(got, open, fromOther, local)
}

func TestConstantsFromVariables(t *testing.T) {
	var x [arrLen]int
	t.Log(len(x), gridLen, ptrCap, unsafe.Sizeof(arr2), kindA, kindB, kindD)
	const n = len([3]int{}) + arrLen
	t.Log(n, min(arrLen, 3))
}

func TestGlobalCounterUnderMutex(t *testing.T) {
	mu.Lock()
	counter = 0
	mu.Unlock()
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			counter++
			counter += 2
		}()
	}
	wg.Wait()
	t.Log(counter)
}

func TestGlobalRWMutexPointer(t *testing.T) {
	table["w"] = 0
	write := func() {
		rw.Lock()
		defer rw.Unlock()
		table["w"]++
	}
	done := make(chan struct{})
	go func() { defer close(done); write() }()
	write()
	<-done
	rw.RLock()
	defer rw.RUnlock()
	t.Log(table["w"], table["none"])
}

func TestGlobalOnceUsedByInit(t *testing.T) {
	initOnce("test")
	t.Log(list[:2])
}

func TestGlobalAtomic(t *testing.T) {
	hits.Store(0)
	var wg sync.WaitGroup
	wg.Go(func() { hits.Add(1) })
	wg.Go(func() { hits.Add(2) })
	wg.Wait()
	t.Log(hits.Load())
}

func TestGlobalServerChannel(t *testing.T) {
	requests, serverDone = make(chan func()), make(chan struct{})
	go serve()
	n := 0
	reply := make(chan int)
	for range 2 {
		requests <- func() { n++; reply <- n }
		t.Log(<-reply)
	}
	close(requests)
	<-serverDone
}

func TestGlobalArrayAndPointer(t *testing.T) {
	arr = [4]int{}
	arr[1]++
	*ptr += 4
	arr[0], arr[3] = arr[1], 9
	grid = [2][3]int{}
	grid[1][2] = arr[0]
	grid[0] = grid[1]
	s := arr[1:3]
	s[1] = 8
	p := &arr
	p[3]--
	t.Log(arr, grid, *ptr, len(p), p[1:2])
}

func TestRangeOverGlobalArrayCopies(t *testing.T) {
	arr = [4]int{1, 2, 3, 4}
	sum := 0
	for i, v := range arr {
		arr[3] = 100
		sum += i * v
	}
	for i, v := range &arr {
		arr[3] = 1
		sum += i * v
	}
	for i := range arr {
		arr[i] *= 2
	}
	t.Log(sum, arr)
}

func TestGlobalAsLoopVariable(t *testing.T) {
	n := 0
	for counter = 0; counter < 3; counter++ {
		n += counter
	}
	for counter = range 5 {
	}
	t.Log(n, counter)
	for counter, arr[0] = range []int{7, 8} {
	}
	t.Log(counter, arr[0])
	for counter = range seedClosed(4, 6) {
	}
	t.Log(counter)
	for rec.n, list[0] = range []string{"p", "q"} {
	}
	t.Log(rec.n, list[0])
	list[0] = "x"
}

func seedClosed(vs ...int) chan int {
	c := seed(vs...)
	close(c)
	return c
}

func TestGlobalInSelect(t *testing.T) {
	c := seedClosed(3, 4)
	ok := false
	select {
	case counter = <-c:
	}
	select {
	case arr[counter], ok = <-c:
	}
	t.Log(counter, arr[3], ok)
	unset = nil
	select {
	case unset <- counter:
	case rec.k, ok = <-c:
		t.Log(rec.k, ok)
	}
	unset = make(chan int, 1)
	select {
	case unset <- counter:
		t.Log(<-unset)
	}
}

func TestGlobalStructFieldsAndMethods(t *testing.T) {
	rec = record{}
	rec.n += double(2)
	rec.inner.k++
	rec.k++
	rec.tags = append(rec.tags, "x")
	t.Log(rec.bump(1), rec.twice(), rec.inner.k, rec.tags)
	f, g := rec.bump, rec.twice
	rec.n = 50
	t.Log(f(1), g())
	t.Log(record.twice(rec))
	t.Log((*record).bump(&rec, 3))
	rec.next = &rec
	rec.next.next.n = 1
	c := rec
	c.n = 2
	t.Log(rec.n, c.n, rec.next == &rec)
}

func TestGlobalMapOfStructs(t *testing.T) {
	recs["a"].n = 5
	recs["a"].bump(2)
	*recs["b"] = record{n: 1}
	recs["c"] = &record{inner: inner{k: 1}}
	delete(recs, "none")
	for _, k := range slices.Sorted(maps.Keys(recs)) {
		t.Log(k, recs[k].n, recs[k].k)
	}
	delete(recs, "c")
	if r, ok := recs["c"]; !ok {
		t.Log(r == nil, len(recs))
	}
}

func TestGlobalNamesAsKeysAndFields(t *testing.T) {
	type local struct{ counter, rec, mu int }
	counter = 4
	x := local{counter: 1, rec: counter}
	m := map[int]string{counter: "four", counter + 1: "five"}
	a := [...]string{kindB: "b"}
	x.mu = counter
	t.Log(x.counter, x.rec, x.mu, m[4], m[counter+1], len(a))
	y := struct{ counter int }{counter}
	t.Log(y.counter == counter)
counter:
	for counter := range 3 {
		if counter == 1 {
			continue counter
		}
		t.Log("label", counter)
	}
}

func TestGlobalFunctionVariables(t *testing.T) {
	counter = 1
	old := fn
	t.Log(fn(1), handlers["fn"](2), handlers["double"](3))
	fn = func(x int) int { return -x }
	t.Log(fn(1), old(1), handlers["fn"](2))
	fn = old
	clear(visits)
	t.Log(walk(3))
	t.Log(visits["walk"])
}

func TestGlobalInterfaces(t *testing.T) {
	for _, s := range shapes {
		current = s
		switch current := current.(type) {
		case square:
			t.Log("value", current.side)
		case *square:
			current.side++
			t.Log("pointer", current.side)
		}
		t.Log(current.area(), current.name())
	}
	if sq, ok := current.(*square); ok {
		sq.side = 3
	}
	current = shapes[0]
	var n named = current
	_, ok := n.(fmt.Stringer)
	t.Log(ok, n.name())
}

func TestGlobalGenericBox(t *testing.T) {
	intBox = newBox(4)
	c := make(chan int)
	go func() { c <- intBox.swap(5) }()
	t.Log(<-c, intBox.swap(0))
	t.Log(intBox.v)
}

func TestGlobalShadowed(t *testing.T) {
	counter = 10
	{
		counter := counter + 1
		counter++
		t.Log(counter)
	}
	func(counter int) { counter *= 2; t.Log(counter) }(counter)
	if counter := "s"; counter != "" {
		t.Log(counter)
	}
	t.Log(counter)
}

func TestStructTagsKept(t *testing.T) {
	f, _ := reflect.TypeOf(rec).FieldByName("n")
	t.Log(f.Tag.Get("col"), f.Tag.Get("custom"), reflect.TypeOf(rec).NumField())
}

func TestGlobalChannelReplaced(t *testing.T) {
	unset = nil
	t.Log(unset == nil, len(unset))
	unset = make(chan int)
	go func(c chan<- int) { c <- 1 }(unset)
	c := unset
	unset = nil
	t.Log(<-c, unset == nil)
}

func TestGlobalDeferAndGo(t *testing.T) {
	func() {
		mu.Lock()
		defer mu.Unlock()
		defer delete(table, "tmp")
		table["tmp"] = 1
		defer rec.bump(1)
		rec.n = 1
	}()
	_, ok := table["tmp"]
	t.Log(ok, rec.n, mu.TryLock())
	mu.Unlock()
	wg.Add(1)
	go wg.Done()
	wg.Wait()
}

func TestGlobalErrorsAndDurations(t *testing.T) {
	err := fmt.Errorf("outer: %w", errFixed)
	t.Log(err, pause, pause*2 == 4*time.Millisecond)
	old := pause
	pause *= 3
	t.Log(pause)
	pause = old
}

func TestLocalFunctionUsesGlobalPointer(t *testing.T) {
	add := func(p *int, d int) { *p += d }
	counter = 1
	add(&counter, 2)
	add(&arr[2], 0)
	q := &counter
	pp := &q
	**pp *= 10
	t.Log(counter, *q == counter)
}
