package main

import (
	"fmt"
	"testing"
)

func TestDotted(t *testing.T) { fmt.Println("=>", d, helper()) }

func helper() int { return d }
