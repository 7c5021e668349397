// The parts of the program that the scripts here load, attack, kill and replace.
#pragma once
#include <talaria/app/app.hpp>

/// Content that may be a bomb, and files that nobody may leave.
void add_targets(talaria::App& app);
/// Responses that are made of what comes.
void add_injections(talaria::App& app);
/// Allocations that fail.
void add_faults(talaria::App& app);
