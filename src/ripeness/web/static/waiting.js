// A slow answer: say how far it is, and load the page anew when it is there.
const stream = new EventSource(location.href + (location.search ? "&" : "?") + "waiting=1");
stream.addEventListener("progress", (event) => { document.getElementById("state").textContent = JSON.parse(event.data); });
stream.addEventListener("over", () => { stream.close(); location.reload(); });
