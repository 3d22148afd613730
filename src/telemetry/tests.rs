//! Processes that come, go and begin anew, and the counts that become of what they tell.
