"""What `talks/tracks` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(LIGHTLY, ("tests/compiler/test_war.py",), note="by hand, at two points"),
    numbers={
        "tracks.NAME.meets": Number("1/month", 0, 1, "chance that it meets in a month", compounds=True),
        "tracks.NAME.mandate": Number("1", 0, 1, "share of its meetings that may settle", 1),
    },
    effects=(
        Effect(
            says="more rounds",
            toy="tables-and-texts",
            switch={"rounds": 50},
            variable="ongoing",
            months=6,
            goes="down",
            source="[R]",
            stands="one track has to meet",
        ),
        Effect(
            says="delegations without a mandate",
            toy="tables-and-texts",
            switch={"mandate": 0.2},
            variable="ongoing",
            months=6,
            goes="up",
            source="essay P4S4b for the fact; the effect is [R]",
            belongs=("tracks.talks.mandate",),
        ),
        Effect(
            says="the absent payer takes a seat",
            toy="tables-and-texts",
            switch={"payer_seated": 50},
            variable="terms",
            of="relief",
            months=12,
            goes="up",
            source="[R]; the essay claims no effect",
            belongs=("tracks.four",),
            by="compiler/tables",
        ),
    ),
)
