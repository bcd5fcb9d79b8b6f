// Generic must be reported as a data race in a method of a generic type and in
// a generic function.
package main

type box[T any] struct{ value T }

func (b *box[T]) put(v T) {
	b.value = v // race: write
}

func empty[T any](b *box[T]) {
	var zero T
	b.value = zero // race: write
}

func main() {
	var b box[int]
	done := make(chan bool)
	go func() { // race: created
		b.put(1) // race: caller
		done <- true
	}()
	empty(&b) // race: caller
	<-done
}
