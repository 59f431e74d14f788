q7x2([
["events/ferry-alba-runs-aground-off-port-marden-4d7c5c.html","Ferry Alba runs aground off Port Marden","Tuesday 3 February 2026","The ferry Alba ran aground off Port Marden early on Tuesday with 212 people on board, the harbour authority said.","Ruth Adeyemi; Eastby Line; Port Marden; Marden Courier; Southern Wire; The Breakwater"],
["events/old-library-stays-open-roof-will-be-mended-c58d28.html","Council votes to keep the old library open","Monday 2 February 2026","Port Marden's town council voted 9 to 4 on Monday to keep the old library open for two more years.","Piet Vance; Port Marden; Southern Wire"]
])
