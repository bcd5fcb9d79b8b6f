// Methodvalue must be reported as a data race in a method that was started
// through a method value, and deferred through another.
package main

type counter struct {
	n    int
	done chan bool
}

func (c *counter) add() {
	c.n = 1 // race: write
	c.done <- true
}

func (c *counter) reset() {
	c.n = 0 // race: write
}

func main() {
	c := counter{done: make(chan bool)}
	add := c.add
	go add() // race: created
	func() {
		reset := c.reset
		defer reset()
	}() // race: caller
	<-c.done
}
