"""Where every line, bar and label of a chart goes; nothing here draws or knows a drawing library."""
