// A slow answer: say how far it is, and load the page anew when it is there.
const stream = new EventSource(location.href + (location.search ? "&" : "?") + "waiting=1");
const ahead = document.getElementById("ahead");
stream.addEventListener("progress", (event) => { document.getElementById("state").textContent = JSON.parse(event.data); });
stream.addEventListener("ahead", (event) => {
  const path = JSON.parse(event.data);
  ahead.href = path || "#";
  ahead.hidden = path === "";
});
stream.addEventListener("over", () => { stream.close(); location.reload(); });
