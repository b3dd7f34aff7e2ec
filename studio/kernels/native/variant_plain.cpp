#include "lanes_plain.h"

#include "apply.h"
#include "detail.h"
#include "reduce.h"

const pss::Variant &pss::plain_variant() {
    static constexpr Variant variant = {"plain", apply, detail, reduce};
    return variant;
}
