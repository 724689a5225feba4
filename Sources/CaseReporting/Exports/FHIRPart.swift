// Small parts of FHIR resources: concepts, references, profiles.

import Documents

/// Parts that several resources are made of.
enum FHIRPart {
  static let loinc = "http://loinc.org"
  private static let guide = "http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition/"

  /// A reference to a part of the bundle.
  static func reference(_ part: String, _ report: CaseReport) -> JSONValue {
    .object(["reference": .text("urn:uuid:" + report.uuid(part))])
  }

  /// A concept with one code, and the words of the page.
  static func concept(_ system: String, _ code: String, _ display: String) -> JSONValue {
    .object([
      "coding": .list([.object(["system": .text(system), "code": .text(code), "display": .text(display)])]),
      "text": .text(display),
    ])
  }

  /// The profile of the guide.
  static func meta(_ profile: String) -> JSONValue { .object(["profile": .texts([guide + profile])]) }

  /// Laboratory, and genetics in it.
  static let categories = JSONValue.list([
    concept("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "Laboratory"),
    concept("http://terminology.hl7.org/CodeSystem/v2-0074", "GE", "Genetics"),
  ])
}
