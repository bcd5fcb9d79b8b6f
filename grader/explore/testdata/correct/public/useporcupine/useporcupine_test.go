package useporcupine

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/anishathalye/porcupine"
)

type input struct {
	key   int
	write bool
	value int
}

// register is the model of independent registers, checked one by one.
var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		parts := make([][]porcupine.Operation, 2)
		for _, op := range history {
			key := op.Input.(input).key
			parts[key] = append(parts[key], op)
		}
		return parts
	},
	Init: func() any { return 0 },
	Step: func(state, in, out any) (bool, any) {
		if i := in.(input); i.write {
			return true, i.value
		}
		return out == state, state
	},
}

// Atomic registers are linearizable, and the checker, which starts a goroutine
// for each of them, says so.
func TestRegisters(t *testing.T) {
	var (
		clock     atomic.Int64
		registers [2]atomic.Int64
		histories [2][]porcupine.Operation
		wg        sync.WaitGroup
	)
	for client := range histories {
		wg.Go(func() {
			for key := range registers {
				for _, write := range []bool{true, false} {
					in := input{key, write, client + 1}
					out := 0
					call := clock.Add(1)
					if write {
						registers[key].Store(int64(in.value))
					} else {
						out = int(registers[key].Load())
					}
					histories[client] = append(histories[client], porcupine.Operation{
						ClientId: client, Input: in, Call: call, Output: out, Return: clock.Add(1),
					})
				}
			}
		})
	}
	wg.Wait()
	if !porcupine.CheckOperations(register, append(histories[0], histories[1]...)) {
		t.Errorf("not linearizable: %v", histories)
	}
}
