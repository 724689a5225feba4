// What a reader is told of alleles below the germline range.

import Documents
import Reporting
import VariantCalling

extension LibraryReport.Contamination {
  /// As documents hold it; `nil` where the alleles are not those of another person.
  init?(_ found: VariantCalling.Contamination?) {
    guard let found, found.isLikely else { return nil }
    self.init(
      fraction: found.fraction, low: found.interval.lowerBound, high: found.interval.upperBound, sites: found.sites)
  }
}

extension VariantCalling.Contamination {
  /// What the reader is told.
  var warning: String {
    func percent(_ value: Double) -> String { NumberText.fixed(100 * value, value < 0.01 ? 2 : 1) + " %" }
    guard isLikely else {
      return
        "\(sites) substitutions lie below the germline range, at fractions of about \(percent(fraction / 2)): more than mosaics of "
        + "one person, but another person's DNA would bring them beside more germline variants than the \(germline) found; they may be "
        + "errors of the library, so confirm each by a second method"
    }
    return
      "\(sites) substitutions lie below the germline range: more than mosaics of one person, as if about "
      + "\(percent(fraction)) (\(percent(interval.lowerBound)) to \(percent(interval.upperBound))) \(ScreenWarning.otherPerson); "
      + "repeat the sample from the specimen, and do not take these for mosaics"
  }
}
