// What a clinical record says of pregnancies, sex and age that cannot all be true.

extension CaseRecord {
  var pregnancyContradictions: [String] {
    var found: [String] = []
    let index = indexPregnancy
    if subject.postmenopausal == true, index != nil || !subsequentPregnancies.isEmpty {
      let conflict = index != nil ? "the complaints belong to a pregnancy" : "later pregnancies are recorded"
      found.append("subject: postmenopausal, yet \(conflict)")
    }
    if subject.sex == .male, !pregnancies.isEmpty || !subsequentPregnancies.isEmpty {
      found.append("subject: male, yet pregnancies are recorded")
    }
    let numbers = pregnancies.compactMap(\.number)
    if let number = numbers.first(where: { number in numbers.count { $0 == number } > 1 }) {
      found.append("pregnancies: number \(number) occurs twice")
    }
    if let own = index?.number {
      if let later = numbers.first(where: { $0 > own }) {
        found.append(
          "pregnancies: number \(later) comes after the index pregnancy (number \(own)); it belongs to subsequent_pregnancies"
        )
      }
      if let earlier = subsequentPregnancies.compactMap(\.number).first(where: { $0 <= own }) {
        found.append("subsequent_pregnancies: number \(earlier) is not after the index pregnancy (number \(own))")
      }
    }
    for pregnancy in pregnancies {
      guard let onset = pregnancy.onset, onset != .postPartum, onset != .other, pregnancy.onsetWeeksPostPartum != nil
      else { continue }
      found.append(
        "pregnancies: onset is \(onset.rawValue), yet onset_weeks_post_partum puts it after the delivery")
    }
    return found
  }

  /// Beginnings of complaints and scans that a pregnancy dates, and ages, of a person who cannot have had it then.
  var onsetContradictions: [String] {
    var found: [String] = []
    let pregnant = symptoms.compactMap(\.onset).first { [.earlyPregnancy, .latePregnancy, .postPartum].contains($0) }
    let scan = bmd.contains { $0.weeksPostPartum != nil }
    if let pregnant, pregnancies.isEmpty {
      let words = "symptoms: one began in \(pregnant.rawValue)"
      if subject.sex == .male { found.append("\(words), yet the subject is male") }
      if subject.postmenopausal == true { found.append("\(words), yet the subject is postmenopausal") }
    }
    if scan, subject.sex == .male { found.append("bmd: weeks_post_partum are told, yet the subject is male") }
    if scan, subject.postmenopausal == true, pregnancies.isEmpty {
      found.append("bmd: weeks_post_partum are told, yet the subject is postmenopausal")
    }
    if subject.sex == .male, subject.postmenopausal == true { found.append("subject: male, yet postmenopausal") }
    guard let age = subject.ageYears else { return found }
    if indexPregnancy != nil || pregnant != nil, !CaseRecord.agesOfPregnancy.contains(age) {
      found.append("subject: the complaints belong to a pregnancy, yet they began at the age of \(age.inYears)")
    }
    if subject.postmenopausal == true, age < CaseRecord.agesOfPregnancy.lowerBound + 5 {
      found.append("subject: postmenopausal at the age of \(age.inYears)")
    }
    return found
  }

  /// Ages in years outside of which a pregnancy is rather a slip of the pen; what is right stays as it is.
  private static let agesOfPregnancy = 10.0...60.0
}

extension Double {
  /// A whole number without its point.
  fileprivate var inYears: String { self == rounded() && abs(self) < 1e9 ? "\(Int(self))" : "\(self)" }
}
