// XML exports of SoftMax Pro 5 and 6/7: the raw values of every well, without the groups of a document.

internal import Documents

/// Reads XML exports of SoftMax Pro.
///
/// Version 5 writes `plateSection`, `wave waveID`, `well wellName`, `rawData`; versions 6 and 7 `PlateSection Name`,
/// `Wavelength WavelengthIndex`, `Well Name`, `RawData`. The form is that of the parser softermax.
struct SoftMaxXMLReader: PlateReader {
  let format = PlateFormat(name: "SoftMax Pro XML", takesPlateMap: true)

  func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    guard file.workbook == nil, XMLScanner.isXML(file.bytes) else { return nil }
    let head = String(decoding: file.bytes.prefix(4000).filter { $0 != 0 }, as: UTF8.self)
    return head.contains("moleculardevices") || head.contains("<PlateSections") || head.contains("<plateSection")
      ? .certain : nil
  }

  func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    var scanner = XMLScanner(file.bytes, file: file.name)
    var document = Document()
    while let event = try scanner.next() {
      switch event {
      case .start(let name, let attributes): document.begin(name.lowercased(), attributes)
      case .text(let text): document.text += text
      case .end(let name): document.end(name.lowercased())
      }
    }
    var grids: [GridPlate] = []
    for plate in document.plates where !plate.waves.isEmpty { grids.append(try self.plate(plate, file.name)) }
    guard !grids.isEmpty else {
      throw InputFaults(.notEvaluable, file: file.name, "\(format.name): no plate with raw values in the export")
    }
    let first = document.plates[0]
    return PlateExport(
      grids: grids,
      provenance: PlateProvenance(software: "SoftMax Pro", instrument: first.instrument, measured: first.readTime))
  }

  private func plate(_ plate: Plate, _ file: String) throws(InputFaults) -> GridPlate {
    guard plate.readType.isEmpty || plate.readType.lowercased() == "endpoint" else {
      throw InputFaults(
        .notEvaluable, file: file,
        "\(format.name): plate \(plate.name.quoted()) holds a measurement of type \(plate.readType): an ELISA needs an endpoint reading"
      )
    }
    var grid = GridPlate(file: file, format: format, name: plate.name, line: 1)
    for wave in plate.waves {
      let wavelength = plate.wavelengths.indices.contains(wave.index - 1) ? plate.wavelengths[wave.index - 1] : ""
      var column = GridColumn(title: wavelength)
      for (well, text) in wave.wells {
        guard let position = WellPosition(well) else {
          throw InputFaults(.badWell, file: file, "\(well.quoted()) is not a well")
        }
        guard !text.contains(" ") else {
          throw InputFaults(
            .notEvaluable, file: file, well: well,
            "\(format.name): many readings of a well, as a kinetic measurement has: an ELISA needs an endpoint reading")
        }
        guard column.cells.updateValue(GridCell(text: text, line: 1, column: 1), forKey: position) == nil else {
          throw InputFaults(
            .duplicateWell, file: file, well: well, "the well stands twice on plate \(plate.name.quoted())")
        }
      }
      try grid.add(
        column, .reading(wavelength.isEmpty ? "reading \(wave.index)" : wavelength), words: [:], mark: .point, line: 1)
    }
    return grid
  }

  /// One plate section.
  private struct Plate {
    var name = ""
    var readTime: String?
    var instrument: String?
    var readType = ""
    var wavelengths: [String] = []
    var waves: [(index: Int, wells: [(well: String, text: String)])] = []
  }

  /// What was read so far.
  private struct Document {
    var plates: [Plate] = []
    var text = ""
    private var path: [String] = []
    private var well: String?

    mutating func begin(_ name: String, _ attributes: [String: String]) {
      path.append(name)
      text = ""
      switch name {
      case "platesection":
        plates.append(
          Plate(
            name: attributes["Name"] ?? "", readTime: attributes["ReadTime"], instrument: attributes["InstrumentInfo"]))
      case "instrumentsettings":
        if let type = attributes["ReadType"], !plates.isEmpty { plates[plates.count - 1].readType = type }
      case "wave", "wavelength":
        guard !plates.isEmpty, let index = (attributes["waveID"] ?? attributes["WavelengthIndex"]).flatMap({ Int($0) })
        else { return }
        plates[plates.count - 1].waves.append((index, []))
      case "well": well = attributes["wellName"] ?? attributes["Name"]
      default: break
      }
    }

    mutating func end(_ name: String) {
      defer {
        path.removeLast()
        text = ""
      }
      let words = text.split(whereSeparator: { " \t\r\n".contains($0) }).joined(separator: " ")
      guard !plates.isEmpty, !words.isEmpty || name == "well" else { return }
      let last = plates.count - 1
      switch name {
      case "platesectionname": plates[last].name = words
      case "platereadtime": plates[last].readTime = words
      case "instrumentinfo": plates[last].instrument = words
      case "readtype": plates[last].readType = words
      case "wavevalue": plates[last].wavelengths.append(words)
      case "wavelength" where path.contains("wavelengthsettings"): plates[last].wavelengths.append(words)
      case "rawdata":
        guard let well, !plates[last].waves.isEmpty, !path.contains("reduceddata") else { return }
        plates[last].waves[plates[last].waves.count - 1].wells.append((well, words))
      case "well": well = nil
      default: break
      }
    }
  }
}
