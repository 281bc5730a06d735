#pragma once

#include "http/request_body.h"
#include "mapping/document.h"
#include "preview/sampler.h"

namespace rowhook {

/// The member `rows` of a request.
RowSelection read_rows(const JsonReader& rows);

/// The request of /v1/sample.
struct SampleFields {
  ConnectionFields connection;
  SampleQuestion question;
};
SampleFields read_sample_fields(const JsonReader& body);

/// The request of /v1/preview.
struct PreviewFields {
  ConnectionFields connection;
  SampleQuestion question;
  Mapping mapping;
};
PreviewFields read_preview_fields(const JsonReader& body);

}  // namespace rowhook
