// Repanicked must die of a panic that was recovered and begun again.
package main

func main() {
	defer func() {
		panic(recover()) // crash
	}()
	panic("only")
}
