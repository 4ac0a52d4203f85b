"""Small inputs of the methods, with their sources."""

EC_CARS = """Actor,Capability,Position,Salience
Netherlands,0.08,4,0.8
Belgium,0.08,7,0.4
Luxembourg,0.03,4,0.2
Germany,0.16,4,0.8
France,0.16,10,0.6
Italy,0.16,10,0.6
UK,0.16,10,0.9
Ireland,0.05,7,0.1
Denmark,0.05,4,1.0
Greece,0.08,7,0.7
"""
"""The EC's car emissions as Bueno de Mesquita 1994 and Scholz, Calbert & Smith 2011 use them (years of delay)."""

TWO_ACTORS = """'#A'\t'Actor-1'\t'Actor-1'\t''
'#A'\t'Actor-2'\t'Actor-2'\t''
'#P'\t'Issue-1'\t'Issue-1'\t'Issue-1'
'#M'\t'Issue-1'\t0
'#M'\t'Issue-1'\t100
'#P'\t'Issue-2'\t'Issue-2'\t'Issue-2'
'#M'\t'Issue-2'\t0
'#M'\t'Issue-2'\t100
'#D'\t'Actor-1'\t'Issue-1'\t0.0\t10\t1
'#D'\t'Actor-1'\t'Issue-2'\t0.0\t90\t1
'#D'\t'Actor-2'\t'Issue-1'\t100.0\t60\t1
'#D'\t'Actor-2'\t'Issue-2'\t100.0\t50\t1"""
"""The case of two actors of Dijkstra, van Assen, Stokman & Draaijer 2018, on what an exchange can range over."""

SEVEN_ACTORS = """DummyData_3Dim ,"Dummy scenario to test reading format",7,3,
Actor,Description,Power,Pstn1,Sal1,Pstn2,Sal2,Pstn3,Sal3,
SActor-00, Random Spatial Actor, 102.543, 75.79, 49.53,  6.37,  5.91, 70.45, 28.15,
SActor-01, Random Spatial Actor,  53.393, 82.72, 30.33, 73.50, 21.22, 64.00, 24.79,
SActor-02, Random Spatial Actor, 129.643, 82.45, 48.47, 90.89, 13.55,  0.07, 34.62,
SActor-03, Random Spatial Actor,  75.920, 62.52, 20.76, 50.82, 39.24, 62.33, 22.21,
SActor-04, Random Spatial Actor,  63.224, 82.34, 40.96, 45.77, 25.43, 73.31, 22.59,
SActor-05, Random Spatial Actor, 120.048, 84.48, 22.92, 33.70, 39.35, 88.11, 15.42,
SActor-06, Random Spatial Actor,  54.178, 70.96, 31.75, 33.46, 27.93, 90.36, 26.03,"""
"""A made-up scenario of KTAB with three dimensions (KAPSARC, lsyaseen/KTAB, MIT licence); its last line has no end."""

PRISONERS = """{
 "title": "Prisoner's dilemma",
 "options": [
  {"name": "First is silent", "controlled_by": "First", "moves": "both"},
  {"name": "Second is silent", "controlled_by": "Second", "moves": "both"}
 ],
 "decision_makers": [
  {"name": "First", "preference_order": [["NY"], ["YY"], ["NN"], ["YN"]]},
  {"name": "Second", "preference_order": [["YN"], ["YY"], ["NN"], ["NY"]]}
 ]
}
"""
