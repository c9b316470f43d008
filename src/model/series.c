#include "model/series.h"

#include "base/banned.h"

const char *series_identity(const struct series *series)
{
	if (series->identity != NULL)
		return series->identity;
	return series->formerly_count > 0 ? series->formerly[0]
					  : series->folder;
}
