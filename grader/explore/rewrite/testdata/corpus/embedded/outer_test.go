package embedded_test

import (
	"fmt"
	"testing"

	"example.com/corpus/dep"
	. "example.com/corpus/embedded"
)

func TestMain(m *testing.M) { m.Run() }

func BenchmarkX(b *testing.B) {}

func TestEmbedded(t *testing.T) {
	data, err := FS.ReadFile("data.txt")
	fmt.Println("=>", Text, Inside, string(data), err)
	fmt.Println("=>", fmt.Sprint(dep.State()))
	fmt.Println("=>", fmt.Sprint(dep.State()))
	dep.Change()
}
