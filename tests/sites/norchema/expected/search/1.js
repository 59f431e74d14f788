q7x2([
["events/neun-verletzte-nach-explosion-in-chemiewerk-419ebd.html","Explosion im Chemiewerk Norchema in Grauhafen","Donnerstag, 12. März 2026","Bei einer Explosion im Chemiewerk Norchema in Grauhafen sind am Mittwochmorgen neun Menschen verletzt worden.","Grauhafen; Henning Paulsen; Silke Brandt; Grauhafener Hafenblatt; Nordstädter Kurier; Welle Küstenland; dna"]
])
