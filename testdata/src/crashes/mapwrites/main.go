// Mapwrites must die of a fatal error: two goroutines write to one map at the
// same time.
package main

func main() {
	m := map[int]int{}
	for range 2 {
		go func() { // created
			for i := 0; ; i++ {
				m[i%1000] = i // crash
			}
		}()
	}
	select {}
}
