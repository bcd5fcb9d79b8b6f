// Mapiteration must die of a fatal error: one goroutine writes to a map while
// another ranges over it.
package main

func main() {
	m := map[int]int{1: 1}
	go func() {
		for i := 0; ; i++ {
			m[i%1000] = i // crash
		}
	}()
	for {
		for range m { // crash
		}
	}
}
