"""What the engine computes without a question, behind the same door as the questions: forecasts and games."""

from ripeness.ensemble import compare as comparing
from ripeness.ensemble import forecast as forecasting
from ripeness.ensemble import solve as solving
from ripeness.ensemble import stream as streaming
from ripeness.questions.arguments import checked

compare = checked(comparing.compare)
forecast = checked(forecasting.forecast)
solve = checked(solving.solve)
stream = checked(streaming.stream)
