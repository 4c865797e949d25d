// What Streamlit loads for the review page, by its address: it imports the page's script once; what that shows it asks the app.
export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".atlas-host");
  document.documentElement.lang = data.language;
  if (!host.review) {
    const script = new URL(`${data.files}/review.js`, document.baseURI).href;
    host.review = import(script).then(({ startReview }) => startReview(host, data));
    host.review.catch((error) => {
      host.setAttribute("role", "alert");
      host.textContent = "The review page could not start: " + error.message;
    });
  }
  return () => { host.review?.then((page) => page.destroy()); host.review = undefined; };
}
