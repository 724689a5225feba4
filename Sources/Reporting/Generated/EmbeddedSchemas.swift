// Written by benchmarks/evidence/make_schemas.py from schemas/. Do not edit.
// swift-format-ignore-file

extension DocumentSchemas {
  /// Names and texts, sorted by name.
  static let embedded: [(name: String, text: String)] = [
    (
      "assay",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "title": "Collagen: fibroblast type I collagen assay (assay.json)",
       "description": "Numbers that cannot be given are null. Intervals are two-sided at the stated confidence.",
       "$defs": {
        "flag": {
         "type": "string",
         "pattern": "^[A-Z][A-Z0-9_<]*$"
        },
        "triple": {
         "type": "object",
         "properties": {
          "value": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -1000000000000,
           "maximum": 1000000000000
          },
          "low": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -1000000000000,
           "maximum": 1000000000000
          },
          "high": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -1000000000000,
           "maximum": 1000000000000
          },
          "confidence": {
           "type": "number",
           "minimum": 0,
           "maximum": 1
          },
          "unit": {
           "type": "string"
          }
         },
         "required": [
          "confidence",
          "high",
          "low",
          "unit",
          "value"
         ],
         "additionalProperties": false
        },
        "curve": {
         "type": "object",
         "properties": {
          "model": {
           "enum": [
            "linear",
            "loglog",
            "4pl",
            "5pl"
           ]
          },
          "weighting": {
           "enum": [
            "none",
            "1/y",
            "1/y2",
            "power"
           ]
          },
          "theta": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -0.5,
           "maximum": 10
          },
          "parameters": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "name": {
              "type": "string"
             },
             "value": {
              "type": [
               "number",
               "null"
              ],
              "minimum": -1000000000000,
              "maximum": 1000000000000
             },
             "standard_error": {
              "type": [
               "number",
               "null"
              ],
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "low": {
              "type": [
               "number",
               "null"
              ],
              "minimum": -1000000000000,
              "maximum": 1000000000000
             },
             "high": {
              "type": [
               "number",
               "null"
              ],
              "minimum": -1000000000000,
              "maximum": 1000000000000
             }
            },
            "required": [
             "high",
             "low",
             "name",
             "standard_error",
             "value"
            ],
            "additionalProperties": false
           }
          },
          "residual_variance": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 1000000000000000000
          },
          "degrees_of_freedom": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "residual_sum_of_squares": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 1000000000000000000
          },
          "r_squared": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -1000000000000,
           "maximum": 1
          },
          "aicc": {
           "type": [
            "number",
            "null"
           ],
           "minimum": -1000000000000,
           "maximum": 1000000000000
          },
          "condition_number": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 1000000000000000
          },
          "converged": {
           "type": "boolean"
          },
          "identifiability_problem": {
           "type": [
            "string",
            "null"
           ]
          }
         },
         "required": [
          "aicc",
          "condition_number",
          "converged",
          "degrees_of_freedom",
          "identifiability_problem",
          "model",
          "parameters",
          "r_squared",
          "residual_sum_of_squares",
          "residual_variance",
          "theta",
          "weighting"
         ],
         "additionalProperties": false
        },
        "class": {
         "enum": [
          "QUANTITATIVE",
          "STRUCTURAL",
          "MIXED",
          "N_PROCESSING",
          "HOMOTRIMER",
          "NORMAL",
          "INDETERMINATE",
          null
         ]
        }
       },
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.assay/2"
        },
        "notice": {
         "type": "string"
        },
        "inputs": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string"
           },
           "kind": {
            "type": "string"
           },
           "encoding": {
            "type": "string"
           },
           "bytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "software": {
            "type": [
             "string",
             "null"
            ]
           },
           "instrument": {
            "type": [
             "string",
             "null"
            ]
           },
           "serial_number": {
            "type": [
             "string",
             "null"
            ]
           },
           "measured": {
            "type": [
             "string",
             "null"
            ]
           },
           "saved": {
            "type": [
             "string",
             "null"
            ]
           },
           "operator": {
            "type": [
             "string",
             "null"
            ]
           },
           "protocol": {
            "type": [
             "string",
             "null"
            ]
           },
           "sha256": {
            "type": [
             "string",
             "null"
            ]
           }
          },
          "required": [
           "bytes",
           "encoding",
           "instrument",
           "kind",
           "measured",
           "name",
           "operator",
           "saved",
           "serial_number",
           "software"
          ],
          "additionalProperties": false
         }
        },
        "options": {
         "type": "object",
         "properties": {
          "false_abnormal_rate": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 1
          },
          "normal_needs_power": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 1
          },
          "null_high_percent": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 10000
          },
          "null_low_percent": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 10000
          },
          "secretion_effect_percent": {
           "type": [
            "number",
            "null"
           ],
           "minimum": 0,
           "maximum": 10000
          },
          "limits": {
           "type": [
            "object",
            "null"
           ],
           "properties": {
            "false_abnormal": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            },
            "second_readout": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            },
            "mixed_amount": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            },
            "power": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            },
            "exclusion": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            }
           },
           "additionalProperties": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 10000
           }
          },
          "constants": {
           "type": [
            "object",
            "null"
           ],
           "properties": {
            "imino_acid_ratio": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1000
            },
            "collagen_per_hydroxyproline": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1000
            },
            "pipetting_cv": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1000
            },
            "imino_acid_ratio_source": {
             "type": "string"
            }
           },
           "additionalProperties": false
          },
          "curve": {
           "enum": [
            "auto",
            "linear",
            "loglog",
            "4pl",
            "5pl"
           ]
          },
          "weights": {
           "enum": [
            "auto",
            "none",
            "1/y",
            "1/y2",
            "power"
           ]
          },
          "blanks": {
           "enum": [
            "zero",
            "subtract",
            "constrain",
            "ignore"
           ]
          },
          "standards": {
           "enum": [
            "wells",
            "means"
           ]
          }
         },
         "additionalProperties": false
        },
        "synthesis_unit": {
         "type": "string"
        },
        "collagen_measure": {
         "type": "string"
        },
        "lines": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "role": {
            "enum": [
             "control",
             "case",
             "qc"
            ]
           },
           "dishes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "class": {
            "$ref": "#/$defs/class"
           },
           "deciding_readout": {
            "type": [
             "string",
             "null"
            ]
           },
           "reason": {
            "type": [
             "string",
             "null"
            ]
           },
           "synthesis": {
            "$ref": "#/$defs/triple"
           },
           "synthesis_percent_of_control": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secretion": {
            "$ref": "#/$defs/triple"
           },
           "secretion_percent_of_control": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secretion_odds_ratio": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "readouts": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "readout": {
               "enum": [
                "synthesis",
                "secretion",
                "migration",
                "second_band",
                "rate",
                "chain_ratio",
                "type_three",
                "propeptide",
                "melting"
               ]
              },
              "value": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "percent_of_control": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000.0
              },
              "method": {
               "type": [
                "string",
                "null"
               ]
              },
              "control_lines": {
               "type": [
                "integer",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000
              },
              "control_mean": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "control_deviation": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000000
              },
              "difference": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "difference_low": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "difference_high": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "standard_error": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000000
              },
              "t": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000.0,
               "maximum": 1000000000000.0
              },
              "degrees_of_freedom": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000
              },
              "p_two_sided": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1
              },
              "p_low": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1
              },
              "p_high": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1
              },
              "power": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1
              },
              "p_effect_excluded": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1
              },
              "excluded_by_quality": {
               "type": "boolean"
              },
              "bound": {
               "enum": [
                "at_most",
                "at_least",
                "none",
                null
               ]
              },
              "control_bound": {
               "enum": [
                "at_most",
                "at_least",
                "none",
                null
               ]
              }
             },
             "required": [
              "control_deviation",
              "control_lines",
              "control_mean",
              "degrees_of_freedom",
              "difference",
              "difference_high",
              "difference_low",
              "excluded_by_quality",
              "method",
              "p_effect_excluded",
              "p_high",
              "p_low",
              "p_two_sided",
              "percent_of_control",
              "power",
              "readout",
              "standard_error",
              "t",
              "value"
             ],
             "additionalProperties": false
            }
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           },
           "synthesis_percent_of_control_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "synthesis_percent_of_control_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secretion_percent_of_control_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secretion_percent_of_control_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secreted_percent_of_control": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secreted_percent_of_control_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "secreted_percent_of_control_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           }
          },
          "required": [
           "class",
           "deciding_readout",
           "dishes",
           "flags",
           "line",
           "readouts",
           "reason",
           "role",
           "secretion",
           "secretion_odds_ratio",
           "secretion_percent_of_control",
           "synthesis",
           "synthesis_percent_of_control"
          ],
          "additionalProperties": false
         }
        },
        "controls": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "readout": {
            "enum": [
             "synthesis",
             "secretion",
             "migration",
             "second_band",
             "rate",
             "chain_ratio",
             "type_three",
             "propeptide",
             "melting"
            ]
           },
           "scale": {
            "enum": [
             "ln",
             "logit"
            ]
           },
           "method": {
            "type": "string"
           },
           "is_reference_interval": {
            "type": "boolean"
           },
           "low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "lines": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           }
          },
          "required": [
           "high",
           "is_reference_interval",
           "lines",
           "low",
           "method",
           "readout",
           "scale"
          ],
          "additionalProperties": false
         }
        },
        "dishes": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "bio_rep": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
           },
           "batch": {
            "type": "string"
           },
           "medium": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "medium_relative_error": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "cell_layer": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000.0
           },
           "cell_layer_relative_error": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "secretion_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 100
           },
           "logit_secretion": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -100,
            "maximum": 100
           },
           "logit_secretion_error": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "degraded_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "synthesis": {
            "type": "object",
            "additionalProperties": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1000000000000.0
            }
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           },
           "medium_below_loq": {
            "type": "boolean"
           },
           "cell_layer_below_loq": {
            "type": "boolean"
           }
          },
          "required": [
           "batch",
           "bio_rep",
           "cell_layer",
           "cell_layer_relative_error",
           "degraded_fraction",
           "flags",
           "line",
           "logit_secretion",
           "logit_secretion_error",
           "medium",
           "medium_relative_error",
           "secretion_percent",
           "synthesis"
          ],
          "additionalProperties": false
         }
        },
        "plates": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string"
           },
           "file": {
            "type": "string"
           },
           "source": {
            "type": "string"
           },
           "unit": {
            "type": "string"
           },
           "curve": {
            "$ref": "#/$defs/curve"
           },
           "choice": {
            "type": "string"
           },
           "concentrations_from": {
            "type": "string"
           },
           "alternative": {
            "anyOf": [
             {
              "$ref": "#/$defs/curve"
             },
             {
              "type": "null"
             }
            ]
           },
           "vendor": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "curve": {
                "$ref": "#/$defs/curve"
               },
               "reading": {
                "type": "string"
               },
               "level_means": {
                "type": "boolean"
               },
               "blanks_as_zero_standard": {
                "type": "boolean"
               },
               "printed": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "reproduced_to_the_digit": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "within_signal_rounding": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "not_reproduced": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               }
              },
              "required": [
               "blanks_as_zero_standard",
               "curve",
               "level_means",
               "not_reproduced",
               "printed",
               "reading",
               "reproduced_to_the_digit",
               "within_signal_rounding"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "limits": {
            "type": "object",
            "properties": {
             "limit_of_blank": {
              "type": [
               "number",
               "null"
              ],
              "minimum": -1000000000000,
              "maximum": 1000000000000
             },
             "limit_of_detection": {
              "type": [
               "number",
               "null"
              ],
              "minimum": -1000000000000,
              "maximum": 1000000000000
             },
             "lloq": {
              "type": [
               "number",
               "null"
              ],
              "minimum": 0,
              "maximum": 1000000000000
             },
             "uloq": {
              "type": [
               "number",
               "null"
              ],
              "minimum": 0,
              "maximum": 1000000000000
             },
             "blank_wells": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             }
            },
            "required": [
             "blank_wells",
             "limit_of_blank",
             "limit_of_detection",
             "lloq",
             "uloq"
            ],
            "additionalProperties": false
           },
           "calibrators": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "nominal": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000
              },
              "wells": {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              },
              "mean_signal": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "signal_cv_percent": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000000
              },
              "back_calculated": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "relative_error_percent": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "passes": {
               "type": [
                "boolean",
                "null"
               ]
              }
             },
             "required": [
              "back_calculated",
              "mean_signal",
              "nominal",
              "passes",
              "relative_error_percent",
              "signal_cv_percent",
              "wells"
             ],
             "additionalProperties": false
            }
           },
           "checks": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "kind": {
               "enum": [
                "dilution_linearity",
                "parallelism",
                "parallel_slope",
                "replicates",
                "hook",
                "spike",
                "quality_control",
                "edge",
                "drift"
               ]
              },
              "subject": {
               "type": "string"
              },
              "value": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "value_low": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "value_high": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "low": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "high": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "wells": {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              },
              "passes": {
               "type": "boolean"
              },
              "detail": {
               "type": "string"
              }
             },
             "required": [
              "detail",
              "high",
              "kind",
              "low",
              "passes",
              "subject",
              "value",
              "wells"
             ],
             "additionalProperties": false
            }
           },
           "verdict": {
            "type": "object",
            "properties": {
             "style": {
              "type": "string"
             },
             "accepted": {
              "type": "boolean"
             },
             "criteria": {
              "type": "array",
              "items": {
               "type": "object",
               "properties": {
                "text": {
                 "type": "string"
                },
                "met": {
                 "type": [
                  "boolean",
                  "null"
                 ]
                }
               },
               "required": [
                "met",
                "text"
               ],
               "additionalProperties": false
              }
             }
            },
            "required": [
             "accepted",
             "criteria",
             "style"
            ],
            "additionalProperties": false
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           }
          },
          "required": [
           "alternative",
           "calibrators",
           "checks",
           "choice",
           "concentrations_from",
           "curve",
           "file",
           "flags",
           "limits",
           "name",
           "source",
           "unit",
           "vendor",
           "verdict"
          ],
          "additionalProperties": false
         }
        },
        "chains": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "role": {
            "type": "string"
           },
           "alpha1_to_alpha2": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "lanes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "homotrimer_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "type_three_to_type_one": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "shift_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "shift_lanes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "broadening": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "dipyridyl_shift_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "propeptide_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "second_band": {
            "type": "boolean"
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           },
           "alpha1_to_alpha2_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "alpha1_to_alpha2_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "shift_percent_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "shift_percent_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "alpha1_to_alpha2_is_molar": {
            "type": "boolean"
           },
           "type_three_is_molar": {
            "type": "boolean"
           },
           "type_three_lanes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           }
          },
          "required": [
           "alpha1_to_alpha2",
           "broadening",
           "dipyridyl_shift_percent",
           "flags",
           "homotrimer_fraction",
           "lanes",
           "line",
           "propeptide_fraction",
           "role",
           "second_band",
           "shift_lanes",
           "shift_percent",
           "type_three_to_type_one"
          ],
          "additionalProperties": false
         }
        },
        "lane_profiles": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "gel": {
            "type": "string"
           },
           "lane": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000
           },
           "delta_bic": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "second_band_accepted": {
            "type": "boolean"
           },
           "slow_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "slow_fraction_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "slow_fraction_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "resolution": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "bands": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "position_mm": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000
              },
              "height": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "fwhm_mm": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000000
              },
              "area": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              }
             },
             "required": [
              "area",
              "fwhm_mm",
              "height",
              "position_mm"
             ],
             "additionalProperties": false
            }
           }
          },
          "required": [
           "bands",
           "delta_bic",
           "gel",
           "lane",
           "resolution",
           "second_band_accepted",
           "slow_fraction",
           "slow_fraction_high",
           "slow_fraction_low"
          ],
          "additionalProperties": false
         }
        },
        "pulse_chase": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "experiment": {
            "type": "string"
           },
           "line": {
            "type": "string"
           },
           "role": {
            "type": "string"
           },
           "bio_rep": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
           },
           "chain": {
            "type": "string"
           },
           "points": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000
           },
           "model": {
            "type": [
             "string",
             "null"
            ]
           },
           "half_life_min": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "half_life_low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "half_life_high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "delay_min": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "secreted_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "lost_fraction": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "conservation": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "models": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "model": {
               "type": "string"
              },
              "aicc": {
               "type": [
                "number",
                "null"
               ],
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "half_life_min": {
               "type": [
                "number",
                "null"
               ],
               "minimum": 0,
               "maximum": 1000000000000
              }
             },
             "required": [
              "aicc",
              "half_life_min",
              "model"
             ],
             "additionalProperties": false
            }
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           }
          },
          "required": [
           "bio_rep",
           "chain",
           "conservation",
           "delay_min",
           "experiment",
           "flags",
           "half_life_high",
           "half_life_low",
           "half_life_min",
           "line",
           "lost_fraction",
           "model",
           "models",
           "points",
           "role",
           "secreted_fraction"
          ],
          "additionalProperties": false
         }
        },
        "thermal_stability": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "bio_rep": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
           },
           "melting_celsius": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "width_celsius": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "temperatures": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "run": {
            "type": "string"
           },
           "within_temperatures": {
            "type": "boolean"
           }
          },
          "required": [
           "bio_rep",
           "high",
           "line",
           "low",
           "melting_celsius",
           "temperatures",
           "width_celsius"
          ],
          "additionalProperties": false
         }
        },
        "collagenase": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "role": {
            "type": "string"
           },
           "bio_rep": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
           },
           "fraction": {
            "type": "string"
           },
           "collagen_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           }
          },
          "required": [
           "bio_rep",
           "collagen_percent",
           "flags",
           "fraction",
           "line",
           "role"
          ],
          "additionalProperties": false
         }
        },
        "hydroxyproline": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "bio_rep": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
           },
           "collagen_micrograms": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "hydroxylation_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "flags": {
            "type": "array",
            "items": {
             "$ref": "#/$defs/flag"
            }
           }
          },
          "required": [
           "bio_rep",
           "collagen_micrograms",
           "flags",
           "hydroxylation_percent",
           "line"
          ],
          "additionalProperties": false
         }
        },
        "quality_levels": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "sample": {
            "type": "string"
           },
           "nominal": {
            "type": "number",
            "minimum": 0,
            "maximum": 1000000000000
           },
           "unit": {
            "type": "string"
           },
           "runs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "wells": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "unreadable": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "mean": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "bias_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "cv_within_run_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "cv_between_runs_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "cv_total_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "total_error_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "limit_percent": {
            "type": "number",
            "minimum": 0,
            "maximum": 1000000000000
           },
           "total_error_limit_percent": {
            "type": "number",
            "minimum": 0,
            "maximum": 1000000000000
           },
           "passes": {
            "type": "boolean"
           },
           "has_six_runs_of_three": {
            "type": "boolean"
           }
          },
          "required": [
           "bias_percent",
           "cv_between_runs_percent",
           "cv_total_percent",
           "cv_within_run_percent",
           "has_six_runs_of_three",
           "limit_percent",
           "mean",
           "nominal",
           "passes",
           "runs",
           "sample",
           "total_error_limit_percent",
           "total_error_percent",
           "unit",
           "unreadable",
           "wells"
          ],
          "additionalProperties": false
         }
        },
        "control_charts": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "subject": {
            "type": "string"
           },
           "quantity": {
            "type": "string"
           },
           "points": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "run": {
               "type": "string"
              },
              "value": {
               "type": "number",
               "minimum": -1000000000000,
               "maximum": 1000000000000
              },
              "score": {
               "type": "number",
               "minimum": -1000000000000,
               "maximum": 1000000000000
              }
             },
             "required": [
              "run",
              "score",
              "value"
             ],
             "additionalProperties": false
            }
           },
           "violations": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "rule": {
               "enum": [
                "1-3s",
                "2-2s",
                "R-4s",
                "4-1s",
                "10x"
               ]
              },
              "run": {
               "type": "string"
              }
             },
             "required": [
              "rule",
              "run"
             ],
             "additionalProperties": false
            }
           }
          },
          "required": [
           "points",
           "quantity",
           "subject",
           "violations"
          ],
          "additionalProperties": false
         }
        },
        "control_rules": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "warnings": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "file": {
            "type": "string"
           },
           "line": {
            "type": [
             "integer",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000000
           },
           "message": {
            "type": "string"
           }
          },
          "required": [
           "file",
           "line",
           "message"
          ],
          "additionalProperties": false
         }
        },
        "program": {
         "const": "collagen"
        },
        "version": {
         "type": [
          "string",
          "null"
         ]
        },
        "sites": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "line": {
            "type": "string"
           },
           "role": {
            "enum": [
             "control",
             "case",
             "qc"
            ]
           },
           "chain": {
            "enum": [
             "alpha1_I",
             "alpha2_I"
            ]
           },
           "site": {
            "type": "string"
           },
           "modification": {
            "enum": [
             "hydroxylysine",
             "galactosyl_hydroxylysine",
             "glucosylgalactosyl_hydroxylysine",
             "3_hydroxyproline",
             "4_hydroxyproline"
            ]
           },
           "occupancy_percent": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 100
           },
           "dishes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "controls": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "difference": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "low": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "high": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000,
            "maximum": 1000000000000
           },
           "p": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           },
           "p_adjusted": {
            "type": [
             "number",
             "null"
            ],
            "minimum": 0,
            "maximum": 1
           }
          },
          "required": [
           "chain",
           "controls",
           "difference",
           "dishes",
           "high",
           "line",
           "low",
           "modification",
           "occupancy_percent",
           "p",
           "p_adjusted",
           "role",
           "site"
          ],
          "additionalProperties": false
         }
        }
       },
       "required": [
        "chains",
        "collagenase",
        "control_rules",
        "controls",
        "dishes",
        "hydroxyproline",
        "inputs",
        "lane_profiles",
        "lines",
        "notice",
        "options",
        "plates",
        "pulse_chase",
        "schema",
        "synthesis_unit",
        "thermal_stability",
        "warnings"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "case",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.case/2",
       "title": "Clinical record of one case; every field is optional but the id",
       "type": "object",
       "properties": {
        "schema": {
         "anyOf": [
          {
           "const": "collagen.case/2"
          },
          {
           "type": "null"
          }
         ]
        },
        "id": {
         "type": [
          "string",
          "number"
         ],
         "description": "pseudonym, never a name"
        },
        "synthetic": {
         "anyOf": [
          {
           "type": "boolean",
           "description": "made up; every output says so"
          },
          {
           "type": "null"
          }
         ]
        },
        "group": {
         "type": [
          "string",
          "null"
         ]
        },
        "note": {
         "type": [
          "string",
          "null"
         ]
        },
        "indication": {
         "anyOf": [
          {
           "type": "string",
           "description": "why the examination was asked for"
          },
          {
           "type": "null"
          }
         ]
        },
        "specimen": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "type": {
             "type": [
              "string",
              "null"
             ]
            },
            "id": {
             "type": [
              "string",
              "null"
             ]
            },
            "collected": {
             "anyOf": [
              {
               "type": "string",
               "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
               "description": "YYYY-MM-DD"
              },
              {
               "type": "null"
              }
             ]
            },
            "received": {
             "anyOf": [
              {
               "type": "string",
               "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
               "description": "YYYY-MM-DD"
              },
              {
               "type": "null"
              }
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "identity": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "samples": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "type": [
                  "string",
                  "number"
                 ]
                },
                {
                 "type": "array",
                 "items": {
                  "type": [
                   "string",
                   "number"
                  ]
                 }
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            },
            "rna_samples": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "type": [
                  "string",
                  "number"
                 ]
                },
                {
                 "type": "array",
                 "items": {
                  "type": [
                   "string",
                   "number"
                  ]
                 }
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            },
            "lines": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "type": [
                  "string",
                  "number"
                 ]
                },
                {
                 "type": "array",
                 "items": {
                  "type": [
                   "string",
                   "number"
                  ]
                 }
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            }
           },
           "required": [],
           "additionalProperties": false,
           "description": "the names of this person's samples and cell lines in the laboratory"
          },
          {
           "type": "null"
          }
         ]
        },
        "relatives": {
         "anyOf": [
          {
           "anyOf": [
            {
             "type": [
              "string",
              "number"
             ]
            },
            {
             "type": "array",
             "items": {
              "type": [
               "string",
               "number"
              ]
             }
            }
           ],
           "description": "ids of cases that are relatives"
          },
          {
           "type": "null"
          }
         ]
        },
        "subject": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "sex": {
             "enum": [
              "female",
              "male",
              "other",
              "unknown",
              null
             ]
            },
            "age_years": {
             "anyOf": [
              {
               "type": "number",
               "minimum": 0,
               "maximum": 130,
               "description": "at the first complaint"
              },
              {
               "type": "null"
              }
             ]
            },
            "postmenopausal": {
             "type": [
              "boolean",
              "null"
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "pregnancies": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "number": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 1,
                "maximum": 30
               },
               {
                "type": "null"
               }
              ]
             },
             "index": {
              "anyOf": [
               {
                "type": "boolean",
                "description": "the complaints belong to this one"
               },
               {
                "type": "null"
               }
              ]
             },
             "onset": {
              "enum": [
               "before_pregnancy",
               "early_pregnancy",
               "late_pregnancy",
               "post_partum",
               "other",
               null
              ]
             },
             "onset_weeks_post_partum": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 260
               },
               {
                "type": "null"
               }
              ]
             },
             "lactation": {
              "type": [
               "boolean",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "symptoms": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "site": {
              "enum": [
               "back",
               "hip",
               "ankle",
               "knee",
               "pelvis",
               "rib",
               "wrist",
               "foot",
               "other",
               null
              ]
             },
             "onset": {
              "enum": [
               "before_pregnancy",
               "early_pregnancy",
               "late_pregnancy",
               "post_partum",
               "other",
               null
              ]
             },
             "resolution_months": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 1200
               },
               {
                "type": "null"
               }
              ]
             },
             "note": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "pre_existing": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "kind": {
              "enum": [
               "corticosteroid",
               "heparin",
               "mild_oi",
               "osteogenesis_imperfecta",
               "anorexia_nervosa",
               "malabsorption",
               "hyperthyroidism",
               "hyperparathyroidism",
               "amenorrhoea",
               "other",
               null
              ]
             },
             "basis": {
              "enum": [
               "clinical",
               "biochemical",
               "genetic",
               null
              ]
             },
             "note": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "features": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "enum": [
             "blue_sclerae",
             "dentinogenesis_imperfecta",
             "hearing_loss",
             "recurrent_fractures",
             "wormian_bones",
             "joint_hypermobility",
             "short_stature"
            ]
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "imaging": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "modality": {
              "enum": [
               "radiograph",
               "mri",
               "ct",
               "scintigraphy",
               "other",
               null
              ]
             },
             "site": {
              "type": [
               "string",
               "null"
              ]
             },
             "finding": {
              "enum": [
               "vertebral_collapse",
               "localised_hip_osteoporosis",
               "marrow_oedema",
               "fracture",
               "normal",
               "other",
               null
              ]
             },
             "note": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "bmd": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "site": {
              "enum": [
               "lumbar_spine",
               "total_hip",
               "femoral_neck",
               "forearm",
               "whole_body",
               null
              ]
             },
             "region": {
              "type": [
               "string",
               "null"
              ]
             },
             "value_g_cm2": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 5
               },
               {
                "type": "null"
               }
              ]
             },
             "t_score": {
              "anyOf": [
               {
                "type": "number",
                "minimum": -15,
                "maximum": 15
               },
               {
                "type": "null"
               }
              ]
             },
             "z_score": {
              "anyOf": [
               {
                "type": "number",
                "minimum": -15,
                "maximum": 15
               },
               {
                "type": "null"
               }
              ]
             },
             "device": {
              "type": [
               "string",
               "null"
              ]
             },
             "weeks_post_partum": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 5200
               },
               {
                "type": "null"
               }
              ]
             },
             "date": {
              "type": [
               "string",
               "null"
              ]
             },
             "reading": {
              "type": [
               "string",
               "null"
              ]
             },
             "reference": {
              "type": [
               "string",
               "null"
              ]
             },
             "change": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "dxa": {
         "anyOf": [
          {
           "anyOf": [
            {
             "type": "string"
            },
            {
             "type": "array",
             "items": {
              "type": "string"
             }
            }
           ],
           "description": "tables of bone density, relative to the record; their scans join bmd"
          },
          {
           "type": "null"
          }
         ]
        },
        "biopsies": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "site": {
              "type": [
               "string",
               "null"
              ]
             },
             "histology": {
              "enum": [
               "osteoblast_failure",
               "low_turnover",
               "high_turnover",
               "osteomalacia",
               "normal",
               "other",
               null
              ]
             },
             "note": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "family": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "de_novo": {
             "enum": [
              "confirmed",
              "assumed",
              "inherited",
              "unknown",
              null
             ]
            },
            "meioses": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000
              },
              {
               "type": "null"
              }
             ]
            },
            "meioses_in_offspring": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000,
               "description": "those of meioses to the patient's own children"
              },
              {
               "type": "null"
              }
             ]
            },
            "affected_with_variant": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000
              },
              {
               "type": "null"
              }
             ]
            },
            "affected_without_variant": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000
              },
              {
               "type": "null"
              }
             ]
            },
            "variant": {
             "anyOf": [
              {
               "type": "string",
               "description": "c. name that the counts are about"
              },
              {
               "type": "null"
              }
             ]
            },
            "affected_relatives": {
             "type": [
              "boolean",
              "null"
             ]
            },
            "parental_mosaicism_vaf": {
             "anyOf": [
              {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              {
               "type": "null"
              }
             ]
            },
            "note": {
             "type": [
              "string",
              "null"
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "fibroblast_assay": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "cultured": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "enum": [
                  "yes",
                  "no",
                  "not_stated"
                 ]
                },
                {
                 "type": "boolean"
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            },
            "synthesis": {
             "enum": [
              "normal",
              "reduced",
              "increased",
              "abnormal",
              "not_measured",
              null
             ]
            },
            "export": {
             "enum": [
              "normal",
              "reduced",
              "increased",
              "abnormal",
              "not_measured",
              null
             ]
            },
            "chain_pattern": {
             "enum": [
              "normal",
              "reduced",
              "increased",
              "abnormal",
              "not_measured",
              null
             ]
            },
            "passage": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 200
              },
              {
               "type": "null"
              }
             ]
            },
            "controls": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 10000
              },
              {
               "type": "null"
              }
             ]
            },
            "files": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "type": "string"
                },
                {
                 "type": "array",
                 "items": {
                  "type": "string"
                 }
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            },
            "note": {
             "type": [
              "string",
              "null"
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "sequence": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "reads": {
             "anyOf": [
              {
               "anyOf": [
                {
                 "type": "string"
                },
                {
                 "type": "array",
                 "items": {
                  "type": "string"
                 }
                }
               ]
              },
              {
               "type": "null"
              }
             ]
            },
            "vcf": {
             "type": [
              "string",
              "null"
             ]
            },
            "screen": {
             "type": [
              "string",
              "null"
             ]
            },
            "molecule": {
             "type": [
              "string",
              "null"
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "subsequent_pregnancies": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "number": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 1,
                "maximum": 30
               },
               {
                "type": "null"
               }
              ]
             },
             "recurrence": {
              "enum": [
               "none",
               "mild",
               "full",
               "unknown",
               null
              ]
             },
             "note": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        },
        "outcome": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "follow_up_years": {
             "anyOf": [
              {
               "type": "number",
               "minimum": 0,
               "maximum": 120
              },
              {
               "type": "null"
              }
             ]
            },
            "status": {
             "enum": [
              "recovered",
              "good",
              "unknown",
              "persistent_pain",
              "repeated_fractures",
              null
             ]
            },
            "note": {
             "type": [
              "string",
              "null"
             ]
            }
           },
           "required": [],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "curation": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "code": {
              "type": "string",
              "pattern": "^(PVS1|BA1|PS[1-4]|PM[1-6]|PP[1-5]|BS[1-4]|BP[1-7])$"
             },
             "strength": {
              "enum": [
               "supporting",
               "moderate",
               "strong",
               "very_strong",
               "stand_alone",
               "not_met"
              ]
             },
             "count": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000
               },
               {
                "type": "null"
               }
              ]
             },
             "reason": {
              "type": "string"
             },
             "by": {
              "type": [
               "string",
               "null"
              ]
             },
             "date": {
              "anyOf": [
               {
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
                "description": "YYYY-MM-DD"
               },
               {
                "type": "null"
               }
              ]
             }
            },
            "required": [
             "code",
             "strength",
             "reason"
            ],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ]
        }
       },
       "required": [
        "id"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "cohort",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.cohort/2",
       "title": "Tables of a cohort",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.cohort/2"
        },
        "version": {
         "type": "string"
        },
        "synthetic": {
         "type": "boolean"
        },
        "research_use": {
         "type": "string"
        },
        "rules": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "rows": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "group": {
            "type": "string"
           },
           "measure": {
            "type": "string"
           },
           "value": {
            "type": [
             "number",
             "null"
            ],
            "minimum": -1000000000000000,
            "maximum": 1000000000000000
           },
           "denominator": {
            "type": [
             "integer",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000
           }
          },
          "required": [
           "group",
           "measure",
           "value",
           "denominator"
          ],
          "additionalProperties": false
         }
        },
        "variants": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "gene": {
            "type": "string",
            "description": "symbol"
           },
           "hgvs_c": {
            "type": "string"
           },
           "hgvs_p": {
            "type": [
             "string",
             "null"
            ]
           },
           "cases": {
            "type": "array",
            "items": {
             "type": "string"
            }
           }
          },
          "required": [
           "gene",
           "hgvs_c",
           "hgvs_p",
           "cases"
          ],
          "additionalProperties": false
         }
        },
        "cases": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "id": {
            "type": "string"
           },
           "ok": {
            "type": "boolean"
           },
           "error": {
            "type": [
             "string",
             "null"
            ]
           },
           "answer": {
            "type": [
             "string",
             "null"
            ]
           },
           "flags": {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           "assay": {
            "type": [
             "string",
             "null"
            ]
           },
           "sequenced": {
            "type": "boolean"
           },
           "classes": {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           "concordance": {
            "type": [
             "string",
             "null"
            ]
           },
           "rna_alleles": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "gene": {
               "type": "string",
               "description": "symbol"
              },
              "hgvs_c": {
               "type": "string"
              },
              "alt_depth": {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              },
              "ref_depth": {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              },
              "ratio": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              "ratio_low": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              "ratio_high": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              "state": {
               "enum": [
                "balanced",
                "both_alleles",
                "allele_reduced",
                "allele_lost",
                "not_testable"
               ]
              },
              "smallest_fraction": {
               "type": "number",
               "minimum": 0,
               "maximum": 1,
               "description": "at which an allele would have been seen with a probability of 95 %"
              },
              "reason": {
               "type": [
                "string",
                "null"
               ]
              }
             },
             "required": [
              "gene",
              "hgvs_c",
              "alt_depth",
              "ref_depth",
              "ratio",
              "ratio_low",
              "ratio_high",
              "state",
              "smallest_fraction",
              "reason"
             ],
             "additionalProperties": false
            }
           },
           "genes_not_covered": {
            "type": "array",
            "items": {
             "type": "string",
             "description": "symbol"
            },
            "description": "genes of the target of which nothing is known"
           },
           "no_call_bases": {
            "type": [
             "integer",
             "null"
            ],
            "minimum": 0,
            "maximum": 1000000000
           }
          },
          "required": [
           "id",
           "ok",
           "error",
           "answer",
           "flags",
           "assay",
           "sequenced",
           "classes",
           "concordance",
           "rna_alleles",
           "genes_not_covered",
           "no_call_bases"
          ],
          "additionalProperties": false
         }
        },
        "warnings": {
         "type": "array",
         "items": {
          "type": "string"
         }
        }
       },
       "required": [
        "schema",
        "version",
        "synthetic",
        "research_use",
        "rules",
        "rows",
        "variants",
        "cases",
        "warnings"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "manifest",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.manifest/1",
       "title": "Manifest of a folder of results",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.manifest/1"
        },
        "program": {
         "const": "collagen"
        },
        "version": {
         "type": "string"
        },
        "command": {
         "type": "string",
         "description": "screen, assay, report, cohort or simulate"
        },
        "sample": {
         "type": [
          "string",
          "null"
         ],
         "description": "sample or case"
        },
        "command_line": {
         "type": "array",
         "items": {
          "type": "string"
         },
         "description": "what decides the bytes of the results, with base names instead of paths"
        },
        "state": {
         "enum": [
          "complete",
          "incomplete"
         ],
         "description": "incomplete while files are replaced one by one"
        },
        "inputs": {
         "type": "array",
         "items": {
          "anyOf": [
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "sha256": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "sha256"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "blake3": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "blake3"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "digest": {
              "enum": [
               "none"
              ]
             }
            },
            "required": [
             "name",
             "bytes",
             "digest"
            ],
            "additionalProperties": false
           }
          ],
          "description": "the digest is of the bytes as they lie on disk; on the route region of the lines read"
         }
        },
        "files": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string",
            "description": "base name of an input; path below the folder of a result"
           },
           "bytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
           }
          },
          "required": [
           "name",
           "bytes",
           "sha256"
          ],
          "additionalProperties": false
         },
         "description": "every file of the result"
        },
        "others": {
         "type": "array",
         "items": {
          "type": "string"
         },
         "description": "names that were in the folder before and are not of this run"
        },
        "earlier": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string",
            "description": "base name of an input; path below the folder of a result"
           },
           "bytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
           }
          },
          "required": [
           "name",
           "bytes",
           "sha256"
          ],
          "additionalProperties": false
         },
         "description": "of the others, those that an earlier run of another command or sample made, as its manifest listed them; there only if it lists something"
        },
        "former": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string",
            "description": "base name of an input; path below the folder of a result"
           },
           "bytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
           }
          },
          "required": [
           "name",
           "bytes",
           "sha256"
          ],
          "additionalProperties": false
         },
         "description": "while incomplete: the files of the run before"
        },
        "digest": {
         "type": "string",
         "pattern": "^[0-9a-f]{64}$",
         "description": "of the canonical text (RFC 8785) of all other keys"
        }
       },
       "required": [
        "schema",
        "program",
        "version",
        "command",
        "sample",
        "command_line",
        "state",
        "inputs",
        "files",
        "others",
        "former",
        "digest"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "names",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.names/1",
       "title": "Answer of collagen name --format json",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.names/1"
        },
        "names": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "input": {
            "type": "string",
            "description": "as given"
           },
           "status": {
            "enum": [
             "ok",
             "corrected",
             "error"
            ]
           },
           "hgvs_g38": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_g37": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_lrg": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_c": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_p": {
            "type": [
             "string",
             "null"
            ]
           },
           "vcf38": {
            "type": [
             "string",
             "null"
            ]
           },
           "vcf37": {
            "type": [
             "string",
             "null"
            ]
           },
           "gene": {
            "type": [
             "string",
             "null"
            ]
           },
           "exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "legacy_exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "helix_residue": {
            "type": [
             "string",
             "null"
            ]
           },
           "triplet_position": {
            "type": [
             "string",
             "null"
            ]
           },
           "message": {
            "type": [
             "string",
             "null"
            ]
           },
           "spdi": {
            "type": [
             "string",
             "null"
            ]
           },
           "vrs_id": {
            "type": [
             "string",
             "null"
            ]
           },
           "rna": {
            "type": [
             "string",
             "null"
            ]
           },
           "consequence": {
            "type": [
             "array",
             "null"
            ],
            "items": {
             "type": "string"
            }
           },
           "collagen_effect": {
            "type": [
             "array",
             "null"
            ],
            "items": {
             "type": "string"
            }
           },
           "outcomes": {
            "type": [
             "array",
             "null"
            ],
            "items": {
             "type": "object"
            }
           }
          },
          "required": [
           "input",
           "status"
          ],
          "additionalProperties": false
         }
        }
       },
       "required": [
        "schema",
        "names"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "report",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.report/2",
       "title": "Report of one case",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.report/2"
        },
        "version": {
         "type": "string"
        },
        "case": {
         "type": "object",
         "properties": {
          "schema": {
           "anyOf": [
            {
             "const": "collagen.case/2"
            },
            {
             "type": "null"
            }
           ]
          },
          "id": {
           "type": [
            "string",
            "number"
           ],
           "description": "pseudonym, never a name"
          },
          "synthetic": {
           "anyOf": [
            {
             "type": "boolean",
             "description": "made up; every output says so"
            },
            {
             "type": "null"
            }
           ]
          },
          "group": {
           "type": [
            "string",
            "null"
           ]
          },
          "note": {
           "type": [
            "string",
            "null"
           ]
          },
          "indication": {
           "anyOf": [
            {
             "type": "string",
             "description": "why the examination was asked for"
            },
            {
             "type": "null"
            }
           ]
          },
          "specimen": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "type": {
               "type": [
                "string",
                "null"
               ]
              },
              "id": {
               "type": [
                "string",
                "null"
               ]
              },
              "collected": {
               "anyOf": [
                {
                 "type": "string",
                 "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
                 "description": "YYYY-MM-DD"
                },
                {
                 "type": "null"
                }
               ]
              },
              "received": {
               "anyOf": [
                {
                 "type": "string",
                 "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
                 "description": "YYYY-MM-DD"
                },
                {
                 "type": "null"
                }
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "identity": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "samples": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "type": [
                    "string",
                    "number"
                   ]
                  },
                  {
                   "type": "array",
                   "items": {
                    "type": [
                     "string",
                     "number"
                    ]
                   }
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              },
              "rna_samples": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "type": [
                    "string",
                    "number"
                   ]
                  },
                  {
                   "type": "array",
                   "items": {
                    "type": [
                     "string",
                     "number"
                    ]
                   }
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              },
              "lines": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "type": [
                    "string",
                    "number"
                   ]
                  },
                  {
                   "type": "array",
                   "items": {
                    "type": [
                     "string",
                     "number"
                    ]
                   }
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              }
             },
             "required": [],
             "additionalProperties": false,
             "description": "the names of this person's samples and cell lines in the laboratory"
            },
            {
             "type": "null"
            }
           ]
          },
          "relatives": {
           "anyOf": [
            {
             "anyOf": [
              {
               "type": [
                "string",
                "number"
               ]
              },
              {
               "type": "array",
               "items": {
                "type": [
                 "string",
                 "number"
                ]
               }
              }
             ],
             "description": "ids of cases that are relatives"
            },
            {
             "type": "null"
            }
           ]
          },
          "subject": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "sex": {
               "enum": [
                "female",
                "male",
                "other",
                "unknown",
                null
               ]
              },
              "age_years": {
               "anyOf": [
                {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 130,
                 "description": "at the first complaint"
                },
                {
                 "type": "null"
                }
               ]
              },
              "postmenopausal": {
               "type": [
                "boolean",
                "null"
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "pregnancies": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "number": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 30
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "index": {
                "anyOf": [
                 {
                  "type": "boolean",
                  "description": "the complaints belong to this one"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "onset": {
                "enum": [
                 "before_pregnancy",
                 "early_pregnancy",
                 "late_pregnancy",
                 "post_partum",
                 "other",
                 null
                ]
               },
               "onset_weeks_post_partum": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 260
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "lactation": {
                "type": [
                 "boolean",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "symptoms": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "site": {
                "enum": [
                 "back",
                 "hip",
                 "ankle",
                 "knee",
                 "pelvis",
                 "rib",
                 "wrist",
                 "foot",
                 "other",
                 null
                ]
               },
               "onset": {
                "enum": [
                 "before_pregnancy",
                 "early_pregnancy",
                 "late_pregnancy",
                 "post_partum",
                 "other",
                 null
                ]
               },
               "resolution_months": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1200
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "note": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "pre_existing": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "kind": {
                "enum": [
                 "corticosteroid",
                 "heparin",
                 "mild_oi",
                 "osteogenesis_imperfecta",
                 "anorexia_nervosa",
                 "malabsorption",
                 "hyperthyroidism",
                 "hyperparathyroidism",
                 "amenorrhoea",
                 "other",
                 null
                ]
               },
               "basis": {
                "enum": [
                 "clinical",
                 "biochemical",
                 "genetic",
                 null
                ]
               },
               "note": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "features": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "enum": [
               "blue_sclerae",
               "dentinogenesis_imperfecta",
               "hearing_loss",
               "recurrent_fractures",
               "wormian_bones",
               "joint_hypermobility",
               "short_stature"
              ]
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "imaging": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "modality": {
                "enum": [
                 "radiograph",
                 "mri",
                 "ct",
                 "scintigraphy",
                 "other",
                 null
                ]
               },
               "site": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "finding": {
                "enum": [
                 "vertebral_collapse",
                 "localised_hip_osteoporosis",
                 "marrow_oedema",
                 "fracture",
                 "normal",
                 "other",
                 null
                ]
               },
               "note": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "bmd": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "site": {
                "enum": [
                 "lumbar_spine",
                 "total_hip",
                 "femoral_neck",
                 "forearm",
                 "whole_body",
                 null
                ]
               },
               "region": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "value_g_cm2": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 5
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "t_score": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": -15,
                  "maximum": 15
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "z_score": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": -15,
                  "maximum": 15
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "device": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "weeks_post_partum": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 5200
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "date": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "reading": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "reference": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "change": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "dxa": {
           "anyOf": [
            {
             "anyOf": [
              {
               "type": "string"
              },
              {
               "type": "array",
               "items": {
                "type": "string"
               }
              }
             ],
             "description": "tables of bone density, relative to the record; their scans join bmd"
            },
            {
             "type": "null"
            }
           ]
          },
          "biopsies": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "site": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "histology": {
                "enum": [
                 "osteoblast_failure",
                 "low_turnover",
                 "high_turnover",
                 "osteomalacia",
                 "normal",
                 "other",
                 null
                ]
               },
               "note": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "family": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "de_novo": {
               "enum": [
                "confirmed",
                "assumed",
                "inherited",
                "unknown",
                null
               ]
              },
              "meioses": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000
                },
                {
                 "type": "null"
                }
               ]
              },
              "meioses_in_offspring": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000,
                 "description": "those of meioses to the patient's own children"
                },
                {
                 "type": "null"
                }
               ]
              },
              "affected_with_variant": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000
                },
                {
                 "type": "null"
                }
               ]
              },
              "affected_without_variant": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000
                },
                {
                 "type": "null"
                }
               ]
              },
              "variant": {
               "anyOf": [
                {
                 "type": "string",
                 "description": "c. name that the counts are about"
                },
                {
                 "type": "null"
                }
               ]
              },
              "affected_relatives": {
               "type": [
                "boolean",
                "null"
               ]
              },
              "parental_mosaicism_vaf": {
               "anyOf": [
                {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                {
                 "type": "null"
                }
               ]
              },
              "note": {
               "type": [
                "string",
                "null"
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "fibroblast_assay": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "cultured": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "enum": [
                    "yes",
                    "no",
                    "not_stated"
                   ]
                  },
                  {
                   "type": "boolean"
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              },
              "synthesis": {
               "enum": [
                "normal",
                "reduced",
                "increased",
                "abnormal",
                "not_measured",
                null
               ]
              },
              "export": {
               "enum": [
                "normal",
                "reduced",
                "increased",
                "abnormal",
                "not_measured",
                null
               ]
              },
              "chain_pattern": {
               "enum": [
                "normal",
                "reduced",
                "increased",
                "abnormal",
                "not_measured",
                null
               ]
              },
              "passage": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 200
                },
                {
                 "type": "null"
                }
               ]
              },
              "controls": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 10000
                },
                {
                 "type": "null"
                }
               ]
              },
              "files": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "type": "string"
                  },
                  {
                   "type": "array",
                   "items": {
                    "type": "string"
                   }
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              },
              "note": {
               "type": [
                "string",
                "null"
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "sequence": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "reads": {
               "anyOf": [
                {
                 "anyOf": [
                  {
                   "type": "string"
                  },
                  {
                   "type": "array",
                   "items": {
                    "type": "string"
                   }
                  }
                 ]
                },
                {
                 "type": "null"
                }
               ]
              },
              "vcf": {
               "type": [
                "string",
                "null"
               ]
              },
              "screen": {
               "type": [
                "string",
                "null"
               ]
              },
              "molecule": {
               "type": [
                "string",
                "null"
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "subsequent_pregnancies": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "number": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 30
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "recurrence": {
                "enum": [
                 "none",
                 "mild",
                 "full",
                 "unknown",
                 null
                ]
               },
               "note": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          },
          "outcome": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "follow_up_years": {
               "anyOf": [
                {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 120
                },
                {
                 "type": "null"
                }
               ]
              },
              "status": {
               "enum": [
                "recovered",
                "good",
                "unknown",
                "persistent_pain",
                "repeated_fractures",
                null
               ]
              },
              "note": {
               "type": [
                "string",
                "null"
               ]
              }
             },
             "required": [],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "curation": {
           "anyOf": [
            {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "code": {
                "type": "string",
                "pattern": "^(PVS1|BA1|PS[1-4]|PM[1-6]|PP[1-5]|BS[1-4]|BP[1-7])$"
               },
               "strength": {
                "enum": [
                 "supporting",
                 "moderate",
                 "strong",
                 "very_strong",
                 "stand_alone",
                 "not_met"
                ]
               },
               "count": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "reason": {
                "type": "string"
               },
               "by": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "date": {
                "anyOf": [
                 {
                  "type": "string",
                  "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
                  "description": "YYYY-MM-DD"
                 },
                 {
                  "type": "null"
                 }
                ]
               }
              },
              "required": [
               "code",
               "strength",
               "reason"
              ],
              "additionalProperties": false
             }
            },
            {
             "type": "null"
            }
           ]
          }
         },
         "required": [
          "id"
         ],
         "additionalProperties": false
        },
        "identity": {
         "type": "object",
         "properties": {
          "banner": {
           "type": [
            "string",
            "null"
           ],
           "description": "stands on every output if names or genotypes say that the parts are of two persons"
          },
          "parts": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "kind": {
              "enum": [
               "sample",
               "rna_sample",
               "line"
              ]
             },
             "name": {
              "type": "string"
             },
             "file": {
              "type": "string"
             },
             "made_from": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "known": {
              "type": "boolean"
             }
            },
            "required": [
             "kind",
             "name",
             "file",
             "made_from",
             "known"
            ],
            "additionalProperties": false
           }
          },
          "alarms": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "code": {
              "type": "string"
             },
             "file": {
              "type": "string"
             },
             "text": {
              "type": "string"
             }
            },
            "required": [
             "code",
             "file",
             "text"
            ],
            "additionalProperties": false
           }
          },
          "doubts": {
           "type": "array",
           "items": {
            "type": "string"
           },
           "description": "why the RNA may be another person's although no genotype contradicts the DNA's"
          },
          "grounds": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "kind": {
              "enum": [
               "genotypes",
               "names"
              ]
             },
             "files": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "compared": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "agreement_probability": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               {
                "type": "null"
               }
              ]
             },
             "text": {
              "type": "string"
             }
            },
            "required": [
             "kind",
             "files",
             "compared",
             "agreement_probability",
             "text"
            ],
            "additionalProperties": false
           },
           "description": "what it rests on that two parts are of one person: genotypes that few unrelated people have, or the names alone"
          }
         },
         "required": [
          "banner",
          "parts",
          "alarms",
          "doubts",
          "grounds"
         ],
         "additionalProperties": false
        },
        "date": {
         "type": [
          "string",
          "null"
         ],
         "description": "when the report is issued, as the caller says"
        },
        "research_use": {
         "type": "string"
        },
        "answer": {
         "type": "string",
         "description": "the result in one sentence"
        },
        "flags": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "code": {
            "type": "string",
            "pattern": "^[A-Z_]+$"
           },
           "text": {
            "type": "string"
           }
          },
          "required": [
           "code",
           "text"
          ],
          "additionalProperties": false
         }
        },
        "calls": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "gene": {
            "type": "string",
            "description": "symbol"
           },
           "class": {
            "enum": [
             "snv",
             "mnv",
             "deletion",
             "insertion",
             "duplication",
             "delins",
             "inversion",
             "exon_deletion",
             "exon_duplication",
             "breakpoint",
             "reference",
             null
            ]
           },
           "assembly": {
            "enum": [
             "GRCh38",
             "GRCh37"
            ]
           },
           "chrom": {
            "type": "string"
           },
           "pos": {
            "type": "integer",
            "minimum": 1,
            "maximum": 300000000,
            "description": "1-based, as in the VCF"
           },
           "ref": {
            "type": "string"
           },
           "alt": {
            "type": "string"
           },
           "symbolic": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "type": {
                "type": "string",
                "description": "DEL, DUP or INS"
               },
               "end": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 300000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "position_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around pos"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "end_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around end"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "copy_number": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "probability": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "left_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "first bases of an insertion of unknown length, on the chromosome's strand"
               },
               "right_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "its last bases"
               }
              },
              "required": [
               "type",
               "end",
               "position_interval",
               "end_interval",
               "copy_number",
               "probability",
               "left_inserted",
               "right_inserted"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "hgvs_g": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_lrg": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_c": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_p": {
            "type": [
             "string",
             "null"
            ]
           },
           "consequence": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "Sequence Ontology terms, the most severe first"
           },
           "collagen_effect": {
            "type": "array",
            "items": {
             "enum": [
              "glycine_substitution",
              "null_allele",
              "in_frame_exon_skip",
              "c_propeptide",
              "n_proteinase_site",
              "c_proteinase_site",
              "in_frame_indel",
              "splice_uncertain",
              "other_missense",
              "synonymous",
              "noncoding"
             ]
            }
           },
           "exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "legacy_exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "helix_residue": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
             },
             {
              "type": "null"
             }
            ]
           },
           "triplet_position": {
            "enum": [
             "G",
             "X",
             "Y",
             null
            ]
           },
           "genotype": {
            "type": [
             "string",
             "null"
            ]
           },
           "zygosity": {
            "enum": [
             "heterozygous",
             "homozygous",
             "hemizygous",
             "mosaic",
             null
            ]
           },
           "depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "ref_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "alt_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_low": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_high": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "quality": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "GQ"
             },
             {
              "type": "null"
             }
            ]
           },
           "qual": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "QUAL"
             },
             {
              "type": "null"
             }
            ]
           },
           "filter": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "PASS alone, the filters that failed, or nothing if none were applied"
           },
           "phase_set": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 300000000
             },
             {
              "type": "null"
             }
            ]
           },
           "known": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "id": {
               "type": [
                "string",
                "null"
               ]
              },
              "significance": {
               "type": "array",
               "items": {
                "type": "string"
               }
              },
              "review_status": {
               "type": [
                "string",
                "null"
               ]
              },
              "stars": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 4
                },
                {
                 "type": "null"
                }
               ]
              },
              "gene_info": {
               "type": [
                "string",
                "null"
               ]
              },
              "file": {
               "type": "string"
              },
              "file_date": {
               "type": [
                "string",
                "null"
               ]
              },
              "superseded_by": {
               "type": [
                "string",
                "null"
               ],
               "description": "the newer file whose class counts"
              }
             },
             "required": [
              "id",
              "significance",
              "review_status",
              "stars",
              "gene_info",
              "file",
              "file_date"
             ],
             "additionalProperties": false
            }
           },
           "haplotype_hgvs_p": {
            "type": [
             "string",
             "null"
            ],
            "description": "what all changes of the call's haplotype do to the protein together; null where only one lies in the coding sequence"
           },
           "haplotype_consequence": {
            "anyOf": [
             {
              "type": "array",
              "items": {
               "type": "string"
              },
              "description": "Sequence Ontology terms of the haplotype"
             },
             {
              "type": "null"
             }
            ]
           },
           "splice_prediction": {
            "type": [
             "string",
             "null"
            ],
            "description": "transcripts that CI-SpliceAI predicts, joined by semicolons, none, or null for what was not scored; scores are not amounts of transcript"
           },
           "frequency": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "field": {
                "type": "string"
               },
               "count": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "number": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "low": {
                "type": "number",
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "high": {
                "type": "number",
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               }
              },
              "required": [
               "field",
               "count",
               "number",
               "low",
               "high"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "predictions": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "predictor": {
               "type": "string"
              },
              "score": {
               "type": "number",
               "minimum": -1000000000000000,
               "maximum": 1000000000000000
              },
              "source": {
               "type": "string",
               "description": "file, or embedded"
              }
             },
             "required": [
              "predictor",
              "score"
             ],
             "additionalProperties": false
            }
           },
           "meaning": {
            "type": "object",
            "properties": {
             "residue": {
              "type": [
               "integer",
               "null"
              ],
              "minimum": 1,
              "maximum": 10000
             },
             "domain": {
              "type": [
               "string",
               "null"
              ]
             },
             "helix_residue": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 1,
                "maximum": 1014
               },
               {
                "type": "null"
               }
              ]
             },
             "triplet": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 1,
                "maximum": 338
               },
               {
                "type": "null"
               }
              ]
             },
             "triplet_position": {
              "enum": [
               "G",
               "X",
               "Y",
               null
              ]
             },
             "stop": {
              "type": [
               "integer",
               "null"
              ],
              "minimum": -1000000000000000,
              "maximum": 1000000000000000
             },
             "decay": {
              "enum": [
               "expected",
               "escapes",
               "no_early_stop"
              ]
             },
             "exon_skip": {
              "type": [
               "object",
               "null"
              ]
             },
             "lethal_stretch": {
              "type": "boolean"
             },
             "molecular_class": {
              "type": "string"
             }
            },
            "required": [
             "molecular_class",
             "decay"
            ],
            "additionalProperties": false
           },
           "classification": {
            "type": "object",
            "properties": {
             "summary": {
              "type": "string"
             },
             "rule_pack": {
              "type": "string"
             },
             "agree": {
              "type": "boolean"
             },
             "points": {
              "type": "object",
              "properties": {
               "scheme": {
                "type": "string"
               },
               "name": {
                "type": "string"
               },
               "source": {
                "type": "string"
               },
               "total": {
                "type": "integer",
                "minimum": -1000,
                "maximum": 1000
               },
               "odds": {
                "type": "number",
                "minimum": 0,
                "maximum": 1000000000000000
               },
               "prior": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "posterior": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "class": {
                "enum": [
                 "Pathogenic",
                 "Likely pathogenic",
                 "Uncertain significance",
                 "Likely benign",
                 "Benign"
                ]
               }
              },
              "required": [
               "scheme",
               "total",
               "class"
              ],
              "additionalProperties": false
             },
             "rules_2015": {
              "type": "object",
              "properties": {
               "reason": {
                "type": "string"
               },
               "class": {
                "enum": [
                 "Pathogenic",
                 "Likely pathogenic",
                 "Uncertain significance",
                 "Likely benign",
                 "Benign"
                ]
               }
              },
              "required": [
               "class",
               "reason"
              ],
              "additionalProperties": false
             },
             "ledger": {
              "type": "array",
              "items": {
               "type": "object",
               "properties": {
                "criterion": {
                 "type": "string"
                },
                "code": {
                 "type": "string"
                },
                "rna": {
                 "type": "boolean",
                 "description": "decided by the patient's transcripts"
                },
                "curated": {
                 "anyOf": [
                  {
                   "type": "object",
                   "properties": {
                    "by": {
                     "type": "string"
                    },
                    "date": {
                     "type": "string"
                    },
                    "count": {
                     "type": [
                      "integer",
                      "null"
                     ],
                     "minimum": -1000000000000000,
                     "maximum": 1000000000000000
                    },
                    "automatic": {
                     "type": "string",
                     "description": "what the program had made of the criterion"
                    }
                   },
                   "required": [
                    "by",
                    "date",
                    "count",
                    "automatic"
                   ],
                   "additionalProperties": false
                  },
                  {
                   "type": "null"
                  }
                 ]
                },
                "status": {
                 "enum": [
                  "applied",
                  "not_met",
                  "not_assessed",
                  "not_used"
                 ]
                },
                "strength": {
                 "enum": [
                  "supporting",
                  "moderate",
                  "strong",
                  "very_strong",
                  "stand_alone",
                  null
                 ]
                },
                "points": {
                 "type": "integer",
                 "minimum": -1000000000000000,
                 "maximum": 1000000000000000
                },
                "rule": {
                 "type": "string"
                },
                "reason": {
                 "type": "string"
                },
                "inputs": {
                 "type": "array",
                 "items": {
                  "type": "object",
                  "properties": {
                   "name": {
                    "type": "string"
                   },
                   "value": {
                    "type": "string"
                   }
                  },
                  "required": [
                   "name",
                   "value"
                  ],
                  "additionalProperties": false
                 }
                }
               },
               "required": [
                "criterion",
                "code",
                "status",
                "strength",
                "points",
                "rule",
                "rna",
                "curated",
                "reason",
                "inputs"
               ],
               "additionalProperties": false
              },
              "minItems": 28,
              "maxItems": 28
             }
            },
            "required": [
             "summary",
             "rule_pack",
             "points",
             "rules_2015",
             "agree",
             "ledger"
            ],
            "additionalProperties": false
           },
           "disease": {
            "type": "object",
            "properties": {
             "causes": {
              "type": "array",
              "items": {
               "type": "object",
               "properties": {
                "name": {
                 "type": "string"
                },
                "mim": {
                 "type": [
                  "string",
                  "null"
                 ]
                },
                "mondo": {
                 "type": [
                  "string",
                  "null"
                 ]
                },
                "inheritance": {
                 "enum": [
                  "AD",
                  "AR"
                 ]
                },
                "source": {
                 "type": "string"
                }
               },
               "required": [
                "name",
                "mim",
                "mondo",
                "inheritance",
                "source"
               ],
               "additionalProperties": false
              }
             },
             "carrier_of": {
              "type": "array",
              "items": {
               "type": "object",
               "properties": {
                "name": {
                 "type": "string"
                },
                "mim": {
                 "type": [
                  "string",
                  "null"
                 ]
                },
                "mondo": {
                 "type": [
                  "string",
                  "null"
                 ]
                },
                "inheritance": {
                 "enum": [
                  "AD",
                  "AR"
                 ]
                },
                "source": {
                 "type": "string"
                }
               },
               "required": [
                "name",
                "mim",
                "mondo",
                "inheritance",
                "source"
               ],
               "additionalProperties": false
              }
             },
             "outside_disorder": {
              "type": "boolean"
             },
             "evaluation": {
              "type": "string",
              "description": "of an allele that causes no disease by itself: for which condition its class was evaluated, and for which not"
             }
            },
            "required": [
             "causes",
             "carrier_of",
             "outside_disorder"
            ],
            "additionalProperties": false
           },
           "known_status": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "id": {
               "type": [
                "string",
                "null"
               ]
              },
              "significance": {
               "type": "array",
               "items": {
                "type": "string"
               }
              },
              "review_status": {
               "type": [
                "string",
                "null"
               ]
              },
              "stars": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 4
                },
                {
                 "type": "null"
                }
               ]
              },
              "gene_info": {
               "type": [
                "string",
                "null"
               ]
              },
              "file": {
               "type": "string"
              },
              "file_date": {
               "type": [
                "string",
                "null"
               ]
              },
              "superseded_by": {
               "type": [
                "string",
                "null"
               ],
               "description": "the newer file whose class counts"
              }
             },
             "required": [
              "id",
              "significance",
              "review_status",
              "stars",
              "gene_info",
              "file",
              "file_date"
             ],
             "additionalProperties": false
            },
            "description": "the variant's own entries on file, never counted"
           },
           "transcripts": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "prediction": {
                "enum": [
                 "splicing",
                 "decay"
                ]
               },
               "verdict": {
                "enum": [
                 "confirmed",
                 "contradicted",
                 "not_testable"
                ]
               },
               "reason": {
                "type": "string"
               }
              },
              "required": [
               "prediction",
               "verdict",
               "reason"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "concordance": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "verdict": {
                "enum": [
                 "CONCORDANT",
                 "DISCORDANT",
                 "UNINFORMATIVE"
                ]
               },
               "expected_class": {
                "type": "string"
               },
               "expectation": {
                "type": "string"
               },
               "log_ratio": {
                "type": "number",
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "power": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "decided_by": {
                "enum": [
                 "synthesis",
                 "secretion",
                 "migration",
                 "melting",
                 "chain_ratio",
                 "type_iii_ratio",
                 null
                ]
               },
               "reason": {
                "type": "string"
               },
               "unexplained": {
                "type": "array",
                "items": {
                 "enum": [
                  "synthesis",
                  "secretion",
                  "migration",
                  "melting",
                  "chain_ratio",
                  "type_iii_ratio"
                 ]
                }
               },
               "left_out": {
                "type": "object"
               },
               "axes": {
                "type": "array",
                "items": {
                 "type": "object",
                 "properties": {
                  "axis": {
                   "enum": [
                    "synthesis",
                    "secretion",
                    "migration",
                    "melting",
                    "chain_ratio",
                    "type_iii_ratio"
                   ]
                  },
                  "log_ratio": {
                   "type": "number",
                   "minimum": -1000000000000000,
                   "maximum": 1000000000000000
                  },
                  "power": {
                   "type": "number",
                   "minimum": 0,
                   "maximum": 1
                  },
                  "expected_low": {
                   "type": "number",
                   "minimum": -1000000000000000,
                   "maximum": 1000000000000000
                  },
                  "expected_high": {
                   "type": "number",
                   "minimum": -1000000000000000,
                   "maximum": 1000000000000000
                  }
                 },
                 "required": [
                  "axis",
                  "log_ratio"
                 ],
                 "additionalProperties": false
                }
               }
              },
              "required": [
               "verdict",
               "expected_class",
               "log_ratio",
               "power",
               "axes"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "vrs": {
            "type": [
             "object",
             "null"
            ]
           }
          },
          "required": [
           "gene",
           "hgvs_c",
           "filter",
           "meaning",
           "classification",
           "disease",
           "known_status",
           "concordance",
           "vrs"
          ],
          "additionalProperties": false
         }
        },
        "not_counted": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "gene": {
            "type": "string",
            "description": "symbol"
           },
           "class": {
            "enum": [
             "snv",
             "mnv",
             "deletion",
             "insertion",
             "duplication",
             "delins",
             "inversion",
             "exon_deletion",
             "exon_duplication",
             "breakpoint",
             "reference",
             null
            ]
           },
           "assembly": {
            "enum": [
             "GRCh38",
             "GRCh37"
            ]
           },
           "chrom": {
            "type": "string"
           },
           "pos": {
            "type": "integer",
            "minimum": 1,
            "maximum": 300000000,
            "description": "1-based, as in the VCF"
           },
           "ref": {
            "type": "string"
           },
           "alt": {
            "type": "string"
           },
           "symbolic": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "type": {
                "type": "string",
                "description": "DEL, DUP or INS"
               },
               "end": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 300000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "position_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around pos"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "end_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around end"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "copy_number": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "probability": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "left_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "first bases of an insertion of unknown length, on the chromosome's strand"
               },
               "right_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "its last bases"
               }
              },
              "required": [
               "type",
               "end",
               "position_interval",
               "end_interval",
               "copy_number",
               "probability",
               "left_inserted",
               "right_inserted"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "hgvs_g": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_lrg": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_c": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_p": {
            "type": [
             "string",
             "null"
            ]
           },
           "consequence": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "Sequence Ontology terms, the most severe first"
           },
           "collagen_effect": {
            "type": "array",
            "items": {
             "enum": [
              "glycine_substitution",
              "null_allele",
              "in_frame_exon_skip",
              "c_propeptide",
              "n_proteinase_site",
              "c_proteinase_site",
              "in_frame_indel",
              "splice_uncertain",
              "other_missense",
              "synonymous",
              "noncoding"
             ]
            }
           },
           "exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "legacy_exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "helix_residue": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
             },
             {
              "type": "null"
             }
            ]
           },
           "triplet_position": {
            "enum": [
             "G",
             "X",
             "Y",
             null
            ]
           },
           "genotype": {
            "type": [
             "string",
             "null"
            ]
           },
           "zygosity": {
            "enum": [
             "heterozygous",
             "homozygous",
             "hemizygous",
             "mosaic",
             null
            ]
           },
           "depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "ref_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "alt_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_low": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_high": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "quality": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "GQ"
             },
             {
              "type": "null"
             }
            ]
           },
           "qual": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "QUAL"
             },
             {
              "type": "null"
             }
            ]
           },
           "filter": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "PASS alone, the filters that failed, or nothing if none were applied"
           },
           "phase_set": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 300000000
             },
             {
              "type": "null"
             }
            ]
           },
           "known": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "id": {
               "type": [
                "string",
                "null"
               ]
              },
              "significance": {
               "type": "array",
               "items": {
                "type": "string"
               }
              },
              "review_status": {
               "type": [
                "string",
                "null"
               ]
              },
              "stars": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 4
                },
                {
                 "type": "null"
                }
               ]
              },
              "gene_info": {
               "type": [
                "string",
                "null"
               ]
              },
              "file": {
               "type": "string"
              },
              "file_date": {
               "type": [
                "string",
                "null"
               ]
              },
              "superseded_by": {
               "type": [
                "string",
                "null"
               ],
               "description": "the newer file whose class counts"
              }
             },
             "required": [
              "id",
              "significance",
              "review_status",
              "stars",
              "gene_info",
              "file",
              "file_date"
             ],
             "additionalProperties": false
            }
           },
           "haplotype_hgvs_p": {
            "type": [
             "string",
             "null"
            ],
            "description": "what all changes of the call's haplotype do to the protein together; null where only one lies in the coding sequence"
           },
           "haplotype_consequence": {
            "anyOf": [
             {
              "type": "array",
              "items": {
               "type": "string"
              },
              "description": "Sequence Ontology terms of the haplotype"
             },
             {
              "type": "null"
             }
            ]
           },
           "splice_prediction": {
            "type": [
             "string",
             "null"
            ],
            "description": "transcripts that CI-SpliceAI predicts, joined by semicolons, none, or null for what was not scored; scores are not amounts of transcript"
           }
          },
          "required": [
           "gene",
           "class",
           "assembly",
           "chrom",
           "pos",
           "ref",
           "alt",
           "symbolic",
           "hgvs_g",
           "hgvs_lrg",
           "hgvs_c",
           "hgvs_p",
           "consequence",
           "collagen_effect",
           "exon",
           "legacy_exon",
           "helix_residue",
           "triplet_position",
           "genotype",
           "zygosity",
           "depth",
           "ref_depth",
           "alt_depth",
           "vaf",
           "vaf_low",
           "vaf_high",
           "quality",
           "qual",
           "filter",
           "phase_set",
           "known",
           "haplotype_hgvs_p",
           "haplotype_consequence",
           "splice_prediction"
          ],
          "additionalProperties": false
         }
        },
        "vcf": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "file": {
             "type": "string"
            },
            "sample": {
             "type": [
              "string",
              "null"
             ]
            },
            "samples": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "assembly": {
             "enum": [
              "GRCh38",
              "GRCh37"
             ]
            },
            "assembly_stated": {
             "type": "boolean"
            },
            "records": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "not_interpreted": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "line": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000,
                "description": "1-based line of the VCF"
               },
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "place": {
                "type": "string"
               },
               "alt": {
                "type": "string"
               },
               "reason": {
                "type": "string"
               }
              },
              "required": [
               "line",
               "gene",
               "place",
               "alt",
               "reason"
              ],
              "additionalProperties": false
             }
            },
            "without_genotype": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "line": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000,
                "description": "1-based line of the VCF"
               },
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "place": {
                "type": "string"
               },
               "alt": {
                "type": "string"
               },
               "reason": {
                "type": "string"
               }
              },
              "required": [
               "line",
               "gene",
               "place",
               "alt",
               "reason"
              ],
              "additionalProperties": false
             }
            },
            "genes_not_in_file": {
             "type": "array",
             "items": {
              "type": "string",
              "description": "symbol"
             }
            }
           },
           "required": [
            "file",
            "sample",
            "samples",
            "assembly",
            "assembly_stated",
            "records",
            "not_interpreted",
            "without_genotype",
            "genes_not_in_file"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "coverage": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "sample": {
             "type": "string"
            },
            "target_bases": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "no_call": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "detection_limit": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "power": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "median": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "worst": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                }
               },
               "required": [
                "power",
                "median",
                "worst"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ]
            },
            "gaps": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "chrom": {
                "type": "string"
               },
               "start": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "end": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "region": {
                "type": "string"
               },
               "depth_median": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "verdict": {
                "enum": [
                 "reference",
                 "variant",
                 "no_call"
                ]
               },
               "reason": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [
               "chrom",
               "start",
               "end",
               "gene",
               "region",
               "depth_median",
               "verdict",
               "reason"
              ],
              "additionalProperties": false
             }
            }
           },
           "required": [
            "sample",
            "target_bases",
            "no_call",
            "detection_limit",
            "gaps"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "rna": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "summary": {
             "type": "string"
            },
            "known_junctions": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "seen_junctions": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "unspliced_fraction": {
             "type": "number",
             "minimum": 0,
             "maximum": 1
            },
            "events": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "kind": {
                "enum": [
                 "canonical",
                 "exon_skip",
                 "cryptic_donor",
                 "cryptic_acceptor",
                 "cryptic_exon",
                 "intron_retention"
                ]
               },
               "chrom": {
                "type": "string"
               },
               "start": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "end": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "reads": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ratio": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_low": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_high": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "fragments": {
                "type": "number",
                "minimum": 0,
                "maximum": 1000000000000000
               },
               "exon": {
                "type": "string"
               },
               "length": {
                "type": "integer",
                "minimum": -1000000,
                "maximum": 1000000
               },
               "consequence": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "collagen_effect": {
                "type": "array",
                "items": {
                 "enum": [
                  "glycine_substitution",
                  "null_allele",
                  "in_frame_exon_skip",
                  "c_propeptide",
                  "n_proteinase_site",
                  "c_proteinase_site",
                  "in_frame_indel",
                  "splice_uncertain",
                  "other_missense",
                  "synonymous",
                  "noncoding"
                 ]
                }
               },
               "hgvs_r": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "site": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "filter": {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               "psi": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of all spliced transcripts there; of forms that share a site they add to 1"
               },
               "psi_low": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "psi_high": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "normal_low": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "normal_high": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "psi in 95 % of controls"
               },
               "p_value": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "smallest_psi": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of another form that would have shown in one fragment, with 95 % confidence"
               },
               "hgvs_p": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "verdict": {
                "enum": [
                 "as_annotated",
                 "aberrant",
                 "no_call",
                 null
                ]
               },
               "overhang": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "variant_alternative": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "a variant of the gene that would give the same transcript"
               },
               "kept_fraction": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of a known junction: what keeps its intron of the fragments with another spliced junction beside it, unspliced transcripts among them"
               },
               "kept_fragments": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1000000000000000
                 },
                 {
                  "type": "null"
                 }
                ]
               }
              },
              "required": [
               "gene",
               "kind",
               "chrom",
               "start",
               "end",
               "reads",
               "ratio",
               "ratio_low",
               "ratio_high",
               "fragments",
               "exon",
               "length",
               "consequence",
               "collagen_effect",
               "hgvs_r",
               "site",
               "filter",
               "psi",
               "psi_low",
               "psi_high",
               "normal_low",
               "normal_high",
               "p_value",
               "smallest_psi",
               "hgvs_p",
               "verdict",
               "overhang",
               "variant_alternative"
              ],
              "additionalProperties": false
             }
            },
            "allele_ratios": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "hgvs_c": {
                "type": "string"
               },
               "source": {
                "enum": [
                 "called",
                 "queried",
                 "dna"
                ]
               },
               "alt_depth": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ref_depth": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ratio": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_low": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_high": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "verdict": {
                "enum": [
                 "balanced",
                 "both_alleles",
                 "imbalanced",
                 "allele_lost",
                 "undetermined"
                ]
               }
              },
              "required": [
               "gene",
               "hgvs_c",
               "source",
               "alt_depth",
               "ref_depth",
               "ratio",
               "ratio_low",
               "ratio_high",
               "verdict"
              ],
              "additionalProperties": false
             }
            },
            "dna_alleles": {
             "anyOf": [
              {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "gene": {
                  "type": "string",
                  "description": "symbol"
                 },
                 "hgvs_c": {
                  "type": "string"
                 },
                 "alt_depth": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000000
                 },
                 "ref_depth": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000000
                 },
                 "ratio": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 "ratio_low": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 "ratio_high": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 "state": {
                  "enum": [
                   "balanced",
                   "both_alleles",
                   "allele_reduced",
                   "allele_lost",
                   "not_testable"
                  ]
                 },
                 "smallest_fraction": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1,
                  "description": "at which an allele would have been seen with a probability of 95 %"
                 },
                 "reason": {
                  "type": [
                   "string",
                   "null"
                  ]
                 }
                },
                "required": [
                 "gene",
                 "hgvs_c",
                 "alt_depth",
                 "ref_depth",
                 "ratio",
                 "ratio_low",
                 "ratio_high",
                 "state",
                 "smallest_fraction",
                 "reason"
                ],
                "additionalProperties": false
               }
              },
              {
               "type": "null"
              }
             ],
             "description": "every heterozygous exonic variant of the DNA, counted in the RNA; null without DNA"
            },
            "variants": {
             "anyOf": [
              {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "gene": {
                  "type": "string",
                  "description": "symbol"
                 },
                 "hgvs_c": {
                  "type": "string"
                 },
                 "alt_depth": {
                  "anyOf": [
                   {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 1000000000
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "depth": {
                  "anyOf": [
                   {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 1000000000
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "dna": {
                  "enum": [
                   "called",
                   "not_counted",
                   "absent",
                   "no_call",
                   "not_known"
                  ]
                 },
                 "dna_depth": {
                  "anyOf": [
                   {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 1000000000
                   },
                   {
                    "type": "null"
                   }
                  ]
                 }
                },
                "required": [
                 "gene",
                 "hgvs_c",
                 "alt_depth",
                 "depth",
                 "dna",
                 "dna_depth"
                ],
                "additionalProperties": false
               }
              },
              {
               "type": "null"
              }
             ],
             "description": "the RNA's variants, looked for in the DNA"
            },
            "interpretations": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "observation": {
                "type": "string"
               },
               "text": {
                "type": "string"
               },
               "ratio": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_low": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_high": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "molecular_class": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "explained_by": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "concordance": {
                "anyOf": [
                 {
                  "type": "object",
                  "properties": {
                   "verdict": {
                    "enum": [
                     "CONCORDANT",
                     "DISCORDANT",
                     "UNINFORMATIVE"
                    ]
                   },
                   "expected_class": {
                    "type": "string"
                   },
                   "expectation": {
                    "type": "string"
                   },
                   "log_ratio": {
                    "type": "number",
                    "minimum": -1000000000000000,
                    "maximum": 1000000000000000
                   },
                   "power": {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 1
                   },
                   "decided_by": {
                    "enum": [
                     "synthesis",
                     "secretion",
                     "migration",
                     "melting",
                     "chain_ratio",
                     "type_iii_ratio",
                     null
                    ]
                   },
                   "reason": {
                    "type": "string"
                   },
                   "unexplained": {
                    "type": "array",
                    "items": {
                     "enum": [
                      "synthesis",
                      "secretion",
                      "migration",
                      "melting",
                      "chain_ratio",
                      "type_iii_ratio"
                     ]
                    }
                   },
                   "left_out": {
                    "type": "object"
                   },
                   "axes": {
                    "type": "array",
                    "items": {
                     "type": "object",
                     "properties": {
                      "axis": {
                       "enum": [
                        "synthesis",
                        "secretion",
                        "migration",
                        "melting",
                        "chain_ratio",
                        "type_iii_ratio"
                       ]
                      },
                      "log_ratio": {
                       "type": "number",
                       "minimum": -1000000000000000,
                       "maximum": 1000000000000000
                      },
                      "power": {
                       "type": "number",
                       "minimum": 0,
                       "maximum": 1
                      },
                      "expected_low": {
                       "type": "number",
                       "minimum": -1000000000000000,
                       "maximum": 1000000000000000
                      },
                      "expected_high": {
                       "type": "number",
                       "minimum": -1000000000000000,
                       "maximum": 1000000000000000
                      }
                     },
                     "required": [
                      "axis",
                      "log_ratio"
                     ],
                     "additionalProperties": false
                    }
                   }
                  },
                  "required": [
                   "verdict",
                   "expected_class",
                   "log_ratio",
                   "power",
                   "axes"
                  ],
                  "additionalProperties": false
                 },
                 {
                  "type": "null"
                 }
                ]
               }
              },
              "required": [
               "gene",
               "observation",
               "text",
               "ratio",
               "ratio_low",
               "ratio_high",
               "molecular_class",
               "explained_by",
               "concordance"
              ],
              "additionalProperties": false
             }
            }
           },
           "required": [
            "summary",
            "known_junctions",
            "seen_junctions",
            "unspliced_fraction",
            "events",
            "allele_ratios",
            "dna_alleles",
            "variants",
            "interpretations"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "assay": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "line": {
             "type": "string"
            },
            "measured": {
             "type": "boolean",
             "description": "false where the assay holds nothing of the line; its class then says nothing"
            },
            "reasons": {
             "type": "array",
             "items": {
              "type": "string"
             }
            },
            "flags": {
             "type": "array",
             "items": {
              "type": "string"
             }
            },
            "power": {
             "type": [
              "number",
              "null"
             ],
             "minimum": 0,
             "maximum": 1
            },
            "class": {
             "enum": [
              "QUANTITATIVE",
              "STRUCTURAL",
              "MIXED",
              "N_PROCESSING",
              "HOMOTRIMER",
              "NORMAL",
              "INDETERMINATE"
             ]
            },
            "axes": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "axis": {
                "enum": [
                 "synthesis",
                 "secretion",
                 "migration",
                 "melting",
                 "chain_ratio",
                 "type_iii_ratio"
                ]
               },
               "value": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "unit": {
                "type": "string"
               },
               "relative": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "analysis_value": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "control_mean": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "control_sd": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": 0,
                "maximum": 1000000000000000
               },
               "controls": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "p": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": 0,
                "maximum": 1
               },
               "power": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": 0,
                "maximum": 1
               },
               "low": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "high": {
                "type": [
                 "number",
                 "null"
                ],
                "minimum": -1000000000000000,
                "maximum": 1000000000000000
               },
               "outside": {
                "type": "boolean"
               },
               "usable": {
                "type": "boolean"
               },
               "flags": {
                "type": "array",
                "items": {
                 "type": "string"
                }
               }
              },
              "required": [
               "axis",
               "value",
               "controls"
              ],
              "additionalProperties": false
             }
            }
           },
           "required": [
            "line",
            "class",
            "axes"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "validation": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "pathogenic": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "pathogenic_abnormal": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "benign": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "benign_abnormal": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "abnormal": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "odds": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1000000000000000
                },
                "low": {
                 "type": "number",
                 "minimum": -1000000000000000,
                 "maximum": 1000000000000000
                },
                "high": {
                 "type": "number",
                 "minimum": -1000000000000000,
                 "maximum": 1000000000000000
                },
                "strength": {
                 "enum": [
                  "supporting",
                  "moderate",
                  "strong",
                  "very_strong",
                  "stand_alone",
                  null
                 ]
                }
               },
               "required": [
                "odds"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ]
            },
            "normal": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "odds": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1000000000000000
                },
                "low": {
                 "type": "number",
                 "minimum": -1000000000000000,
                 "maximum": 1000000000000000
                },
                "high": {
                 "type": "number",
                 "minimum": -1000000000000000,
                 "maximum": 1000000000000000
                },
                "strength": {
                 "enum": [
                  "supporting",
                  "moderate",
                  "strong",
                  "very_strong",
                  "stand_alone",
                  null
                 ]
                }
               },
               "required": [
                "odds"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ]
            }
           },
           "required": [
            "pathogenic",
            "benign"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "laboratory": {
         "type": "object",
         "properties": {
          "name": {
           "type": [
            "string",
            "null"
           ]
          },
          "address": {
           "type": [
            "string",
            "null"
           ]
          },
          "accreditation": {
           "type": [
            "string",
            "null"
           ]
          },
          "authorised_by": {
           "type": [
            "string",
            "null"
           ]
          },
          "title": {
           "type": [
            "string",
            "null"
           ]
          }
         },
         "required": [
          "name",
          "address",
          "accreditation",
          "authorised_by",
          "title"
         ],
         "additionalProperties": false
        },
        "interpretation": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "part": {
            "enum": [
             "mechanism",
             "severity",
             "recurrence",
             "recommendation"
            ]
           },
           "text": {
            "type": "string"
           },
           "source": {
            "type": "string"
           }
          },
          "required": [
           "part",
           "text",
           "source"
          ],
          "additionalProperties": false
         }
        },
        "citations": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "knowledge": {
         "type": "object",
         "properties": {
          "pack": {
           "type": [
            "string",
            "null"
           ]
          },
          "sha256": {
           "anyOf": [
            {
             "type": "string",
             "pattern": "^[0-9a-f]{64}$"
            },
            {
             "type": "null"
            }
           ]
          },
          "date": {
           "type": [
            "string",
            "null"
           ]
          },
          "sources": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "kind": {
              "enum": [
               "clinvar",
               "gnomad",
               "alphamissense",
               "revel",
               "spliceai",
               "own"
              ]
             },
             "file": {
              "type": "string"
             },
             "version": {
              "type": [
               "string",
               "null"
              ]
             },
             "date": {
              "type": [
               "string",
               "null"
              ]
             },
             "licence": {
              "type": "string"
             },
             "assembly": {
              "type": [
               "string",
               "null"
              ]
             },
             "records": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "sha256": {
              "anyOf": [
               {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$"
               },
               {
                "type": "null"
               }
              ]
             }
            },
            "required": [
             "kind",
             "file",
             "version",
             "date",
             "licence",
             "assembly",
             "records",
             "sha256"
            ],
            "additionalProperties": false
           }
          }
         },
         "required": [
          "pack",
          "sha256",
          "date",
          "sources"
         ],
         "additionalProperties": false
        },
        "audit_trail": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "code": {
            "type": "string",
            "pattern": "^(PVS1|BA1|PS[1-4]|PM[1-6]|PP[1-5]|BS[1-4]|BP[1-7])$"
           },
           "strength": {
            "enum": [
             "supporting",
             "moderate",
             "strong",
             "very_strong",
             "stand_alone",
             "not_met"
            ]
           },
           "count": {
            "type": [
             "integer",
             "null"
            ],
            "minimum": -1000000000000000,
            "maximum": 1000000000000000
           },
           "reason": {
            "type": [
             "string",
             "null"
            ]
           },
           "by": {
            "type": [
             "string",
             "null"
            ]
           },
           "date": {
            "type": [
             "string",
             "null"
            ]
           },
           "standing": {
            "enum": [
             "counts",
             "replaced",
             "no_variant"
            ]
           },
           "variant": {
            "type": [
             "string",
             "null"
            ]
           },
           "automatic": {
            "type": [
             "string",
             "null"
            ]
           }
          },
          "required": [
           "code",
           "strength",
           "count",
           "reason",
           "by",
           "date",
           "standing",
           "variant",
           "automatic"
          ],
          "additionalProperties": false
         },
         "description": "every judgement of the record, in its order"
        },
        "issue": {
         "type": "integer",
         "minimum": 1,
         "description": "1, or one more than that of the report before",
         "maximum": 1000000000000000
        },
        "previous": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "file": {
             "type": "string"
            },
            "sha256": {
             "type": "string",
             "pattern": "^[0-9a-f]{64}$"
            },
            "date": {
             "type": [
              "string",
              "null"
             ]
            },
            "issue": {
             "type": "integer",
             "minimum": 1,
             "maximum": 1000000000000000
            },
            "version": {
             "type": [
              "string",
              "null"
             ]
            },
            "digest": {
             "type": [
              "string",
              "null"
             ]
            },
            "changes": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "part": {
                "enum": [
                 "result",
                 "class",
                 "variant",
                 "criterion",
                 "genotype",
                 "disease",
                 "known",
                 "frequency",
                 "prediction",
                 "transcripts",
                 "concordance",
                 "assay",
                 "rna",
                 "flag",
                 "record",
                 "curation",
                 "knowledge",
                 "program",
                 "method",
                 "input",
                 "other"
                ]
               },
               "subject": {
                "type": "string"
               },
               "before": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "after": {
                "type": [
                 "string",
                 "null"
                ]
               }
              },
              "required": [
               "part",
               "subject",
               "before",
               "after"
              ],
              "additionalProperties": false
             }
            }
           },
           "required": [
            "file",
            "sha256",
            "date",
            "issue",
            "version",
            "digest",
            "changes"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ],
         "description": "the report that this one takes the place of, and what differs"
        },
        "limits": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "methods": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string"
           },
           "value": {
            "type": "string"
           }
          },
          "required": [
           "name",
           "value"
          ],
          "additionalProperties": false
         }
        },
        "inputs": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "role": {
            "type": "string"
           },
           "name": {
            "type": "string"
           },
           "bytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           },
           "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
           }
          },
          "required": [
           "role",
           "name",
           "bytes",
           "sha256"
          ],
          "additionalProperties": false
         }
        },
        "screen_inputs": {
         "type": "array",
         "items": {
          "anyOf": [
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "sha256": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "sha256"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "blake3": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "blake3"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "digest": {
              "enum": [
               "none"
              ]
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "digest"
            ],
            "additionalProperties": false
           }
          ],
          "description": "the digest is of the bytes as they lie on disk; on the route region of the lines read"
         }
        },
        "warnings": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "digest": {
         "type": "string",
         "pattern": "^[0-9a-f]{64}$"
        },
        "content_sha256": {
         "type": "string",
         "pattern": "^[0-9a-f]{64}$",
         "description": "of the canonical text (RFC 8785) of all other keys: tells an edit when the report is issued again"
        }
       },
       "required": [
        "schema",
        "version",
        "case",
        "identity",
        "date",
        "research_use",
        "answer",
        "flags",
        "calls",
        "not_counted",
        "vcf",
        "coverage",
        "rna",
        "assay",
        "validation",
        "laboratory",
        "interpretation",
        "citations",
        "knowledge",
        "audit_trail",
        "issue",
        "previous",
        "limits",
        "methods",
        "inputs",
        "screen_inputs",
        "warnings",
        "digest",
        "content_sha256"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "screen",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.screen/2",
       "title": "Result of collagen screen",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.screen/2"
        },
        "version": {
         "type": "string",
         "description": "program and version"
        },
        "sample": {
         "type": "string"
        },
        "assembly": {
         "enum": [
          "GRCh38",
          "GRCh37"
         ]
        },
        "inputs": {
         "type": "array",
         "items": {
          "anyOf": [
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "sha256": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "sha256"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "blake3": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}$"
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "blake3"
            ],
            "additionalProperties": false
           },
           {
            "type": "object",
            "properties": {
             "name": {
              "type": "string",
              "description": "base name"
             },
             "bytes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000000000
             },
             "container": {
              "type": "string"
             },
             "completeness": {
              "enum": [
               "verified",
               "unproven"
              ]
             },
             "route": {
              "enum": [
               "stream",
               "region",
               null
              ]
             },
             "read_samples": {
              "anyOf": [
               {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               {
                "type": "null"
               }
              ],
              "description": "names of the samples in the read groups (SM) of an alignment file"
             },
             "digest": {
              "enum": [
               "none"
              ]
             }
            },
            "required": [
             "name",
             "bytes",
             "container",
             "completeness",
             "digest"
            ],
            "additionalProperties": false
           }
          ],
          "description": "the digest is of the bytes as they lie on disk; on the route region of the lines read"
         }
        },
        "input_completeness": {
         "enum": [
          "verified",
          "unproven"
         ]
        },
        "counts": {
         "type": "object",
         "properties": {
          "reads": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000000000
          },
          "used": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000000000
          },
          "filtered": {
           "type": "object",
           "additionalProperties": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           }
          },
          "unmapped": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000000000
          }
         },
         "required": [
          "reads",
          "used",
          "filtered",
          "unmapped"
         ],
         "additionalProperties": false,
         "description": "single reads; reads = used + the sum of filtered + unmapped"
        },
        "settings": {
         "type": "object",
         "properties": {
          "molecule": {
           "enum": [
            "dna",
            "rna"
           ]
          },
          "known": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "name": {
              "type": "string"
             },
             "date": {
              "type": [
               "string",
               "null"
              ]
             },
             "assembly": {
              "enum": [
               "GRCh38",
               "GRCh37"
              ]
             },
             "in_genes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "misfits": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "not_comparable": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "is_complete_population": {
              "type": "boolean"
             },
             "remark": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [
             "name",
             "date",
             "assembly",
             "in_genes",
             "misfits",
             "not_comparable",
             "is_complete_population",
             "remark"
            ],
            "additionalProperties": false
           }
          },
          "target": {
           "type": "string"
          },
          "min_depth": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "min_vaf": {
           "type": "number",
           "minimum": 0,
           "maximum": 1
          },
          "amplicons": {
           "type": [
            "string",
            "null"
           ],
           "description": "base name of the file of primers"
          },
          "duplicates": {
           "enum": [
            "marked",
            "not_marked",
            "amplicons",
            "families"
           ]
          }
         },
         "required": [
          "molecule",
          "known",
          "target",
          "min_depth",
          "min_vaf",
          "duplicates"
         ],
         "additionalProperties": false
        },
        "calls": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "gene": {
            "type": "string",
            "description": "symbol"
           },
           "class": {
            "enum": [
             "snv",
             "mnv",
             "deletion",
             "insertion",
             "duplication",
             "delins",
             "inversion",
             "exon_deletion",
             "exon_duplication",
             "breakpoint",
             "reference",
             null
            ]
           },
           "assembly": {
            "enum": [
             "GRCh38",
             "GRCh37"
            ]
           },
           "chrom": {
            "type": "string"
           },
           "pos": {
            "type": "integer",
            "minimum": 1,
            "maximum": 300000000,
            "description": "1-based, as in the VCF"
           },
           "ref": {
            "type": "string"
           },
           "alt": {
            "type": "string"
           },
           "symbolic": {
            "anyOf": [
             {
              "type": "object",
              "properties": {
               "type": {
                "type": "string",
                "description": "DEL, DUP or INS"
               },
               "end": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 300000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "position_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around pos"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "end_interval": {
                "anyOf": [
                 {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": -300000000,
                   "maximum": 300000000
                  },
                  "minItems": 2,
                  "maxItems": 2,
                  "description": "around end"
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "copy_number": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "probability": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "left_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "first bases of an insertion of unknown length, on the chromosome's strand"
               },
               "right_inserted": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "its last bases"
               }
              },
              "required": [
               "type",
               "end",
               "position_interval",
               "end_interval",
               "copy_number",
               "probability",
               "left_inserted",
               "right_inserted"
              ],
              "additionalProperties": false
             },
             {
              "type": "null"
             }
            ]
           },
           "hgvs_g": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_lrg": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_c": {
            "type": [
             "string",
             "null"
            ]
           },
           "hgvs_p": {
            "type": [
             "string",
             "null"
            ]
           },
           "consequence": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "Sequence Ontology terms, the most severe first"
           },
           "collagen_effect": {
            "type": "array",
            "items": {
             "enum": [
              "glycine_substitution",
              "null_allele",
              "in_frame_exon_skip",
              "c_propeptide",
              "n_proteinase_site",
              "c_proteinase_site",
              "in_frame_indel",
              "splice_uncertain",
              "other_missense",
              "synonymous",
              "noncoding"
             ]
            }
           },
           "exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "legacy_exon": {
            "type": [
             "string",
             "null"
            ]
           },
           "helix_residue": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000
             },
             {
              "type": "null"
             }
            ]
           },
           "triplet_position": {
            "enum": [
             "G",
             "X",
             "Y",
             null
            ]
           },
           "genotype": {
            "type": [
             "string",
             "null"
            ]
           },
           "zygosity": {
            "enum": [
             "heterozygous",
             "homozygous",
             "hemizygous",
             "mosaic",
             null
            ]
           },
           "depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "ref_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "alt_depth": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_low": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "vaf_high": {
            "anyOf": [
             {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             },
             {
              "type": "null"
             }
            ]
           },
           "quality": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "GQ"
             },
             {
              "type": "null"
             }
            ]
           },
           "qual": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000,
              "description": "QUAL"
             },
             {
              "type": "null"
             }
            ]
           },
           "filter": {
            "type": "array",
            "items": {
             "type": "string"
            },
            "description": "PASS alone, the filters that failed, or nothing if none were applied"
           },
           "phase_set": {
            "anyOf": [
             {
              "type": "integer",
              "minimum": 1,
              "maximum": 300000000
             },
             {
              "type": "null"
             }
            ]
           },
           "known": {
            "type": "array",
            "items": {
             "type": "object",
             "properties": {
              "id": {
               "type": [
                "string",
                "null"
               ]
              },
              "significance": {
               "type": "array",
               "items": {
                "type": "string"
               }
              },
              "review_status": {
               "type": [
                "string",
                "null"
               ]
              },
              "stars": {
               "anyOf": [
                {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 4
                },
                {
                 "type": "null"
                }
               ]
              },
              "gene_info": {
               "type": [
                "string",
                "null"
               ]
              },
              "file": {
               "type": "string"
              },
              "file_date": {
               "type": [
                "string",
                "null"
               ]
              },
              "superseded_by": {
               "type": [
                "string",
                "null"
               ],
               "description": "the newer file whose class counts"
              }
             },
             "required": [
              "id",
              "significance",
              "review_status",
              "stars",
              "gene_info",
              "file",
              "file_date"
             ],
             "additionalProperties": false
            }
           },
           "haplotype_hgvs_p": {
            "type": [
             "string",
             "null"
            ],
            "description": "what all changes of the call's haplotype do to the protein together; null where only one lies in the coding sequence"
           },
           "haplotype_consequence": {
            "anyOf": [
             {
              "type": "array",
              "items": {
               "type": "string"
              },
              "description": "Sequence Ontology terms of the haplotype"
             },
             {
              "type": "null"
             }
            ]
           },
           "splice_prediction": {
            "type": [
             "string",
             "null"
            ],
            "description": "transcripts that CI-SpliceAI predicts, joined by semicolons, none, or null for what was not scored; scores are not amounts of transcript"
           }
          },
          "required": [
           "gene",
           "class",
           "assembly",
           "chrom",
           "pos",
           "ref",
           "alt",
           "symbolic",
           "hgvs_g",
           "hgvs_lrg",
           "hgvs_c",
           "hgvs_p",
           "consequence",
           "collagen_effect",
           "exon",
           "legacy_exon",
           "helix_residue",
           "triplet_position",
           "genotype",
           "zygosity",
           "depth",
           "ref_depth",
           "alt_depth",
           "vaf",
           "vaf_low",
           "vaf_high",
           "quality",
           "qual",
           "filter",
           "phase_set",
           "known",
           "haplotype_hgvs_p",
           "haplotype_consequence",
           "splice_prediction"
          ],
          "additionalProperties": false
         }
        },
        "coverage": {
         "type": "object",
         "properties": {
          "target_bases": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "reference": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "variant": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "no_call": {
           "type": "integer",
           "minimum": 0,
           "maximum": 1000000000
          },
          "no_call_by_reason": {
           "type": "object",
           "additionalProperties": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
           }
          },
          "detection_limit": {
           "anyOf": [
            {
             "type": "object",
             "properties": {
              "power": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              "median": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              "worst": {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              }
             },
             "required": [
              "power",
              "median",
              "worst"
             ],
             "additionalProperties": false
            },
            {
             "type": "null"
            }
           ]
          },
          "runs": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "chrom": {
              "type": "string"
             },
             "start": {
              "type": "integer",
              "minimum": 0,
              "maximum": 300000000
             },
             "end": {
              "type": "integer",
              "minimum": 0,
              "maximum": 300000000
             },
             "gene": {
              "type": "string",
              "description": "symbol"
             },
             "region": {
              "type": "string"
             },
             "depth_median": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "verdict": {
              "enum": [
               "reference",
               "variant",
               "no_call"
              ]
             },
             "reason": {
              "type": [
               "string",
               "null"
              ]
             }
            },
            "required": [
             "chrom",
             "start",
             "end",
             "gene",
             "region",
             "depth_median",
             "verdict",
             "reason"
            ],
            "additionalProperties": false
           },
           "description": "the target, tiled once; 0-based, half-open"
          },
          "detection_limits": {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "chrom": {
              "type": "string"
             },
             "start": {
              "type": "integer",
              "minimum": 0,
              "maximum": 300000000
             },
             "end": {
              "type": "integer",
              "minimum": 0,
              "maximum": 300000000
             },
             "limit": {
              "type": "number",
              "minimum": 0,
              "maximum": 1
             }
            },
            "required": [
             "chrom",
             "start",
             "end",
             "limit"
            ],
            "additionalProperties": false
           }
          }
         },
         "required": [
          "target_bases",
          "reference",
          "variant",
          "no_call",
          "no_call_by_reason",
          "detection_limit",
          "runs",
          "detection_limits"
         ],
         "additionalProperties": false
        },
        "library": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "orientation": {
             "enum": [
              "inward",
              "outward",
              "same_strand",
              "single"
             ]
            },
            "insert_size": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 300000000
              },
              {
               "type": "null"
              }
             ]
            },
            "insert_size_low": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 300000000
              },
              {
               "type": "null"
              }
             ]
            },
            "insert_size_high": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 300000000
              },
              {
               "type": "null"
              }
             ]
            },
            "indel_rate": {
             "type": "number",
             "minimum": 0,
             "maximum": 1,
             "description": "insertions and deletions of reads a base"
            },
            "mismatch_rate": {
             "type": "number",
             "minimum": 0,
             "maximum": 1,
             "description": "wrong bases of reads a base"
            },
            "platform": {
             "enum": [
              "illumina_like",
              "ion_like",
              "nanopore_like",
              "unknown"
             ]
            },
            "contamination": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "fraction": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "low": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "high": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "sites": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000000000
                }
               },
               "required": [
                "fraction",
                "low",
                "high",
                "sites"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ],
             "description": "another person's DNA, where alleles below the germline range point to it"
            },
            "divergent_fraction": {
             "anyOf": [
              {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              {
               "type": "null"
              }
             ],
             "description": "reads that differ from the genes at one base in 25 and more: another species, or converted DNA"
            }
           },
           "required": [
            "orientation",
            "insert_size",
            "insert_size_low",
            "insert_size_high",
            "indel_rate",
            "mismatch_rate",
            "platform",
            "contamination"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ],
         "description": "what the reads say of library and sequencer; null for RNA"
        },
        "insert_sizes": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "scale": {
             "enum": [
              "gene",
              "transcript"
             ],
             "description": "what the distance between the ends is measured on; a transcript has no introns"
            },
            "fragments": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000,
             "description": "that were measured, of deep samples a part"
            },
            "median": {
             "type": "integer",
             "minimum": 0,
             "maximum": 300000000
            },
            "low": {
             "type": "integer",
             "minimum": 0,
             "maximum": 300000000,
             "description": "5 % are shorter"
            },
            "high": {
             "type": "integer",
             "minimum": 0,
             "maximum": 300000000,
             "description": "5 % are longer"
            },
            "bin_width": {
             "type": "integer",
             "minimum": 1,
             "maximum": 1000000
            },
            "counts": {
             "type": "array",
             "items": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
             },
             "maxItems": 1000,
             "description": "fragments by length: the first number is of those below bin_width, and so on"
            },
            "longer": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000,
             "description": "than those of the last number"
            }
           },
           "required": [
            "scale",
            "fragments",
            "median",
            "low",
            "high",
            "bin_width",
            "counts",
            "longer"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ],
         "description": "how long the fragments are; null for single reads, and where too few pairs lie on the genes"
        },
        "base_qualities": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "state": {
             "enum": [
              "measured",
              "binned",
              "uniform",
              "missing",
              "joined"
             ],
             "description": "binned: 2-8 values; uniform: one value; missing: some reads, or most bases, have none; joined: those of joined copies"
            },
            "values": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 93
              },
              {
               "type": "null"
              }
             ]
            },
            "unknown_fraction": {
             "anyOf": [
              {
               "type": "number",
               "minimum": 0,
               "maximum": 1
              },
              {
               "type": "null"
              }
             ],
             "description": "bases of Phred 0, which the numbers leave out"
            },
            "first": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "reads": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000000000,
                 "description": "that were looked at"
                },
                "phred30": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1,
                 "description": "of the bases of known quality"
                },
                "mean_by_position": {
                 "type": "array",
                 "items": {
                  "anyOf": [
                   {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 93
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "maxItems": 1000,
                 "description": "mean Phred score; null where none is known"
                },
                "phred30_by_position": {
                 "type": "array",
                 "items": {
                  "anyOf": [
                   {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 1
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "maxItems": 1000,
                 "description": "fraction of the bases with Phred 30 and more"
                }
               },
               "required": [
                "reads",
                "phred30",
                "mean_by_position",
                "phred30_by_position"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ],
             "description": "first reads of pairs and single reads"
            },
            "second": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "reads": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000000000,
                 "description": "that were looked at"
                },
                "phred30": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1,
                 "description": "of the bases of known quality"
                },
                "mean_by_position": {
                 "type": "array",
                 "items": {
                  "anyOf": [
                   {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 93
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "maxItems": 1000,
                 "description": "mean Phred score; null where none is known"
                },
                "phred30_by_position": {
                 "type": "array",
                 "items": {
                  "anyOf": [
                   {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 1
                   },
                   {
                    "type": "null"
                   }
                  ]
                 },
                 "maxItems": 1000,
                 "description": "fraction of the bases with Phred 30 and more"
                }
               },
               "required": [
                "reads",
                "phred30",
                "mean_by_position",
                "phred30_by_position"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ],
             "description": "second reads"
            }
           },
           "required": [
            "state",
            "values",
            "unknown_fraction",
            "first",
            "second"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ],
         "description": "of the aligned reads; null with too few of them"
        },
        "genotypes": {
         "anyOf": [
          {
           "type": "array",
           "items": {
            "type": "object",
            "properties": {
             "gene": {
              "type": "string",
              "description": "symbol"
             },
             "name": {
              "type": "string"
             },
             "chrom": {
              "type": "string"
             },
             "pos": {
              "type": "integer",
              "minimum": 1,
              "maximum": 300000000
             },
             "ref": {
              "type": "string"
             },
             "alt": {
              "type": "string"
             },
             "copies": {
              "type": "integer",
              "minimum": 0,
              "maximum": 2,
              "description": "of the allele; of RNA: in no, some or all transcripts"
             },
             "depth": {
              "anyOf": [
               {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               {
                "type": "null"
               }
              ]
             },
             "frequency": {
              "anyOf": [
               {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "description": "in the general population, of a known common variant"
               },
               {
                "type": "null"
               }
              ]
             }
            },
            "required": [
             "gene",
             "name",
             "chrom",
             "pos",
             "ref",
             "alt",
             "copies",
             "depth",
             "frequency"
            ],
            "additionalProperties": false
           }
          },
          {
           "type": "null"
          }
         ],
         "description": "what two samples of one person are compared by: all common variants that the reads decide, and every sure rare one"
        },
        "confirmations": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "description": {
            "type": "string"
           },
           "gene": {
            "type": "string",
            "description": "symbol"
           },
           "name": {
            "type": "string"
           },
           "alt_depth": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "ref_depth": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
           },
           "vaf": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
           },
           "vaf_low": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
           },
           "vaf_high": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
           },
           "detection_limit": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
           },
           "verdict": {
            "enum": [
             "seen",
             "unclear",
             "not_seen",
             "no_data"
            ]
           }
          },
          "required": [
           "description",
           "gene",
           "name",
           "alt_depth",
           "ref_depth",
           "vaf",
           "vaf_low",
           "vaf_high",
           "detection_limit",
           "verdict"
          ],
          "additionalProperties": false
         }
        },
        "rna": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "junctions": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "kind": {
                "enum": [
                 "canonical",
                 "exon_skip",
                 "cryptic_donor",
                 "cryptic_acceptor",
                 "cryptic_exon",
                 "intron_retention"
                ]
               },
               "chrom": {
                "type": "string"
               },
               "start": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "end": {
                "type": "integer",
                "minimum": 0,
                "maximum": 300000000
               },
               "reads": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ratio": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_low": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_high": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "fragments": {
                "type": "number",
                "minimum": 0,
                "maximum": 1000000000000000
               },
               "exon": {
                "type": "string"
               },
               "length": {
                "type": "integer",
                "minimum": -1000000,
                "maximum": 1000000
               },
               "consequence": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "collagen_effect": {
                "type": "array",
                "items": {
                 "enum": [
                  "glycine_substitution",
                  "null_allele",
                  "in_frame_exon_skip",
                  "c_propeptide",
                  "n_proteinase_site",
                  "c_proteinase_site",
                  "in_frame_indel",
                  "splice_uncertain",
                  "other_missense",
                  "synonymous",
                  "noncoding"
                 ]
                }
               },
               "hgvs_r": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "site": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "filter": {
                "type": "array",
                "items": {
                 "type": "string"
                }
               },
               "psi": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of all spliced transcripts there; of forms that share a site they add to 1"
               },
               "psi_low": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "psi_high": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "normal_low": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "normal_high": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "psi in 95 % of controls"
               },
               "p_value": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "smallest_psi": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of another form that would have shown in one fragment, with 95 % confidence"
               },
               "hgvs_p": {
                "type": [
                 "string",
                 "null"
                ]
               },
               "verdict": {
                "enum": [
                 "as_annotated",
                 "aberrant",
                 "no_call",
                 null
                ]
               },
               "overhang": {
                "anyOf": [
                 {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000000
                 },
                 {
                  "type": "null"
                 }
                ]
               },
               "variant_alternative": {
                "type": [
                 "string",
                 "null"
                ],
                "description": "a variant of the gene that would give the same transcript"
               },
               "kept_fraction": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 },
                 {
                  "type": "null"
                 }
                ],
                "description": "of a known junction: what keeps its intron of the fragments with another spliced junction beside it, unspliced transcripts among them"
               },
               "kept_fragments": {
                "anyOf": [
                 {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1000000000000000
                 },
                 {
                  "type": "null"
                 }
                ]
               }
              },
              "required": [
               "gene",
               "kind",
               "chrom",
               "start",
               "end",
               "reads",
               "ratio",
               "ratio_low",
               "ratio_high",
               "fragments",
               "exon",
               "length",
               "consequence",
               "collagen_effect",
               "hgvs_r",
               "site",
               "filter",
               "psi",
               "psi_low",
               "psi_high",
               "normal_low",
               "normal_high",
               "p_value",
               "smallest_psi",
               "hgvs_p",
               "verdict",
               "overhang",
               "variant_alternative"
              ],
              "additionalProperties": false
             }
            },
            "allele_ratios": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "hgvs_c": {
                "type": "string"
               },
               "source": {
                "enum": [
                 "called",
                 "queried",
                 "dna"
                ]
               },
               "alt_depth": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ref_depth": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1000000000
               },
               "ratio": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_low": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "ratio_high": {
                "type": "number",
                "minimum": 0,
                "maximum": 1
               },
               "verdict": {
                "enum": [
                 "balanced",
                 "both_alleles",
                 "imbalanced",
                 "allele_lost",
                 "undetermined"
                ]
               }
              },
              "required": [
               "gene",
               "hgvs_c",
               "source",
               "alt_depth",
               "ref_depth",
               "ratio",
               "ratio_low",
               "ratio_high",
               "verdict"
              ],
              "additionalProperties": false
             }
            },
            "unspliced_fraction": {
             "type": "number",
             "minimum": 0,
             "maximum": 1
            },
            "base_counts": {
             "anyOf": [
              {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "gene": {
                  "type": "string",
                  "description": "symbol"
                 },
                 "transcript": {
                  "type": "string"
                 },
                 "a": {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": 0,
                   "maximum": 1000000000
                  },
                  "description": "fragments that show A, base by base of the transcript"
                 },
                 "c": {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": 0,
                   "maximum": 1000000000
                  }
                 },
                 "g": {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": 0,
                   "maximum": 1000000000
                  }
                 },
                 "t": {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": 0,
                   "maximum": 1000000000
                  }
                 },
                 "crossing": {
                  "type": "array",
                  "items": {
                   "type": "integer",
                   "minimum": 0,
                   "maximum": 1000000000
                  },
                  "description": "fragments that run on without a gap before each base, with 16 aligned bases or more on both sides"
                 },
                 "indels": {
                  "type": "array",
                  "items": {
                   "type": "object",
                   "properties": {
                    "start": {
                     "type": "integer",
                     "minimum": 0,
                     "maximum": 300000000
                    },
                    "end": {
                     "type": "integer",
                     "minimum": 0,
                     "maximum": 300000000
                    },
                    "inserted": {
                     "type": "string"
                    },
                    "fragments": {
                     "type": "integer",
                     "minimum": 0,
                     "maximum": 1000000000
                    }
                   },
                   "required": [
                    "start",
                    "end",
                    "inserted",
                    "fragments"
                   ],
                   "additionalProperties": false
                  },
                  "description": "left-aligned on the transcript; 0-based, half-open"
                 },
                 "indels_cut": {
                  "type": "boolean"
                 }
                },
                "required": [
                 "gene",
                 "transcript",
                 "a",
                 "c",
                 "g",
                 "t",
                 "crossing",
                 "indels",
                 "indels_cut"
                ],
                "additionalProperties": false
               }
              },
              {
               "type": "null"
              }
             ],
             "description": "by which a report counts the DNA's variants in the RNA"
            },
            "expression": {
             "anyOf": [
              {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "gene": {
                  "type": "string",
                  "description": "symbol"
                 },
                 "fragments_per_junction": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1000000000000000
                 },
                 "level": {
                  "enum": [
                   "expressed",
                   "low",
                   "not_expressed"
                  ]
                 },
                 "unspliced_fraction": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1
                 }
                },
                "required": [
                 "gene",
                 "fragments_per_junction",
                 "level",
                 "unspliced_fraction"
                ],
                "additionalProperties": false
               }
              },
              {
               "type": "null"
              }
             ]
            },
            "expression_ratio": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "value": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1000000000000000
                },
                "low": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1000000000000000
                },
                "high": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1000000000000000
                },
                "normal_low": {
                 "anyOf": [
                  {
                   "type": "number",
                   "minimum": 0,
                   "maximum": 1000000000000000
                  },
                  {
                   "type": "null"
                  }
                 ]
                },
                "normal_high": {
                 "anyOf": [
                  {
                   "type": "number",
                   "minimum": 0,
                   "maximum": 1000000000000000
                  },
                  {
                   "type": "null"
                  }
                 ],
                 "description": "in 95 % of lines like the controls"
                }
               },
               "required": [
                "value",
                "low",
                "high"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ],
             "description": "of the first gene to the second one, with the error of counting"
            },
            "library": {
             "anyOf": [
              {
               "type": "object",
               "properties": {
                "fragments": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000000000
                },
                "repeated_fraction": {
                 "type": "number",
                 "minimum": 0,
                 "maximum": 1
                },
                "copies_present": {
                 "type": "boolean"
                },
                "antisense_first": {
                 "anyOf": [
                  {
                   "type": "number",
                   "minimum": 0,
                   "maximum": 1
                  },
                  {
                   "type": "null"
                  }
                 ]
                },
                "genomic_fraction": {
                 "anyOf": [
                  {
                   "type": "number",
                   "minimum": 0,
                   "maximum": 1
                  },
                  {
                   "type": "null"
                  }
                 ]
                },
                "alleles_comparable": {
                 "type": [
                  "boolean",
                  "null"
                 ]
                }
               },
               "required": [
                "fragments",
                "repeated_fraction",
                "copies_present",
                "antisense_first",
                "genomic_fraction",
                "alleles_comparable"
               ],
               "additionalProperties": false
              },
              {
               "type": "null"
              }
             ]
            },
            "controls": {
             "anyOf": [
              {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              },
              {
               "type": "null"
              }
             ]
            }
           },
           "required": [
            "junctions",
            "allele_ratios",
            "unspliced_fraction",
            "base_counts",
            "expression",
            "expression_ratio",
            "library",
            "controls"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "warnings": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "contigs": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "name": {
            "type": "string"
           },
           "length": {
            "type": "integer",
            "minimum": 1,
            "maximum": 300000000
           }
          },
          "required": [
           "name",
           "length"
          ],
          "additionalProperties": false
         }
        },
        "families": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "identifier": {
             "type": "string"
            },
            "fragments": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "families": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "singletons": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "singletons_used": {
             "type": "boolean"
            },
            "duplex": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "outvoted": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "strand_differences": {
             "type": "integer",
             "minimum": 0,
             "maximum": 1000000000
            },
            "sizes": {
             "type": "array",
             "items": {
              "type": "array",
              "items": {
               "type": "integer",
               "minimum": 0,
               "maximum": 1000000000
              }
             },
             "description": "fragments of a family, families of that size"
            },
            "error_rate": {
             "type": "number",
             "minimum": 0,
             "maximum": 1
            }
           },
           "required": [
            "identifier",
            "fragments",
            "families",
            "singletons",
            "singletons_used",
            "duplex",
            "outvoted",
            "strand_differences",
            "sizes",
            "error_rate"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        },
        "exon_depth": {
         "anyOf": [
          {
           "type": "object",
           "properties": {
            "form": {
             "type": "string"
            },
            "genes": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {
               "gene": {
                "type": "string",
                "description": "symbol"
               },
               "exons": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
               },
               "groups": {
                "type": "array",
                "items": {
                 "type": "array",
                 "items": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 1000000000
                 }
                },
                "description": "first exon, last exon, fragments"
               }
              },
              "required": [
               "gene",
               "exons",
               "groups"
              ],
              "additionalProperties": false
             }
            }
           },
           "required": [
            "form",
            "genes"
           ],
           "additionalProperties": false
          },
          {
           "type": "null"
          }
         ]
        }
       },
       "required": [
        "schema",
        "version",
        "sample",
        "assembly",
        "inputs",
        "input_completeness",
        "counts",
        "settings",
        "calls",
        "coverage",
        "library",
        "genotypes",
        "confirmations",
        "rna",
        "warnings",
        "contigs",
        "families",
        "exon_depth"
       ],
       "additionalProperties": false
      }
      """#
    ),
    (
      "verify",
      #"""
      {
       "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$id": "collagen.verify/1",
       "title": "Answer of collagen verify",
       "type": "object",
       "properties": {
        "schema": {
         "const": "collagen.verify/1"
        },
        "folders": {
         "type": "array",
         "items": {
          "type": "object",
          "properties": {
           "folder": {
            "type": "string"
           },
           "state": {
            "enum": [
             "whole",
             "changed",
             "mixed",
             "foreign"
            ]
           },
           "reason": {
            "type": [
             "string",
             "null"
            ]
           },
           "command": {
            "type": [
             "string",
             "null"
            ]
           },
           "sample": {
            "type": [
             "string",
             "null"
            ]
           },
           "changed": {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           "missing": {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           "added": {
            "type": "array",
            "items": {
             "type": "string"
            }
           }
          },
          "required": [
           "folder",
           "state",
           "reason",
           "command",
           "sample",
           "changed",
           "missing",
           "added"
          ],
          "additionalProperties": false
         }
        }
       },
       "required": [
        "schema",
        "folders"
       ],
       "additionalProperties": false
      }
      """#
    ),
  ]
}
