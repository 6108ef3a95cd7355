-- grain: none, a macro: whether a source belongs to one of these folders, by the root that it was found under, or by
-- its name, which may be relative to the working directory
-- reads: nothing
-- writes: work.is_below
create macro work.is_below(folders, root, name) as list_bool_or(list_transform(folders, lambda folder:
    root = folder
    or starts_with(root, folder || getvariable('separator'))
    or starts_with(name, folder || getvariable('separator'))
    or starts_with(getvariable('folder') || getvariable('separator') || name, folder || getvariable('separator'))
));
