#pragma once

#include "export/export.h"
#include "http/request_body.h"

namespace rowhook {

/// The request of /v1/export.
struct ExportFields {
  ConnectionFields connection;
  ExportQuestion question;
};
ExportFields read_export_fields(const JsonReader& body);

}  // namespace rowhook
