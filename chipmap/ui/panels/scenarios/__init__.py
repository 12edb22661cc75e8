"""The parts of the Scenarios page: what is lost, what it comes to, what that rests on."""
