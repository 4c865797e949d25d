// The files that a host offers: their endings and addresses.

// By kind, as exports.FORMATS has them: the end of the name, and what the file holds.
export const FILE_KINDS = {
  geojson: [".geojson", "data"],
  csv: [".csv", "data"],
  "claims-csv": ["-claims.csv", "data"],
  "corridors-csv": ["-corridors.csv", "data"],
  kml: [".kml", "data"],
  gpx: [".gpx", "data"],
  gpkg: [".gpkg", "data"],
  datapackage: ["-datapackage.zip", "data"],
  csl: ["-csl.json", "citations"],
  chicago: ["-notes.txt", "citations"],
  ris: [".ris", "citations"],
  bibtex: [".bib", "citations"],
};

// The address of a file: of the view that `query` names or, where the host's files are those of the whole atlas, of that.
// `downloads` is {base, ofView}: what stands before the ending.
export function fileAddress(downloads, kind, query) {
  return downloads.base + FILE_KINDS[kind][0] + (downloads.ofView ? query : "");
}
