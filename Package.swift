// swift-tools-version: 6.3
// Collagen: is this type I collagen, or not? Targets are listed in the order the data flows; imports only point up.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "collagen",
  products: [
    .library(name: "BioSequence", targets: ["BioSequence"]),
    .library(name: "Alignment", targets: ["Alignment"]),
    .library(name: "HGVS", targets: ["HGVS"]),
    .library(name: "VariantNaming", targets: ["VariantNaming"]),
  ],
  targets: [
    .target(name: "BioSequence", swiftSettings: strict),
    .target(name: "HGVS", dependencies: ["BioSequence"], swiftSettings: strict),
    .target(name: "TypeICollagen", dependencies: ["BioSequence", "HGVS"], swiftSettings: strict),
    .target(name: "VariantNaming", dependencies: ["BioSequence", "HGVS", "TypeICollagen"], swiftSettings: strict),
    .target(name: "Alignment", dependencies: ["BioSequence"], swiftSettings: strict),
    .testTarget(name: "TypeICollagenTests", dependencies: ["BioSequence", "TypeICollagen"], swiftSettings: strict),
    .testTarget(
      name: "VariantNamingTests", dependencies: ["BioSequence", "HGVS", "TypeICollagen", "VariantNaming"],
      swiftSettings: strict),
    .testTarget(name: "BioSequenceTests", dependencies: ["BioSequence"], swiftSettings: strict),
  ]
)
