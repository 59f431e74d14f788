q7x2([
["events/fourteen-hurt-as-barge-hits-bridge-in-dunmore-5e04da.html","Barge brings down section of Dunmore harbour bridge","Tuesday 3 March 2026","A loaded barge struck the harbour bridge at Dunmore early on Monday and brought down a 60-metre section of the roadway, injuring 14 people.","Dunmore; Ailsa Corrigan; Rhys Tolland; Hanbury Shipping; Kells; Dermot Vane; Coastal Wire; Dunmore Gazette; Northern Post; Quayside Notebook; Radio Skerry"]
])
