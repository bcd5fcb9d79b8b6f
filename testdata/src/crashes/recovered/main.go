// Recovered must die of a panic that was begun after another one was recovered.
package main

func main() {
	defer func() {
		_ = recover()
		panic("second") // crash
	}()
	panic("first")
}
