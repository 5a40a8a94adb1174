namespace Agents.Chaos.PowerLoss;

/// <summary>
/// What a disk has after the power went at some moment: of each file what was written before the last sync that had returned by then, and of
/// what was written later nothing, or whatever the disk got to, in any order.
/// </summary>
internal static class LostPower
{
    /// <summary>Makes the files.</summary>
    /// <param name="records">What was done.</param>
    /// <param name="moment">The line of the trace after which nothing was done any more.</param>
    /// <param name="chance">Decides which later writes the disk got to; null for none.</param>
    /// <param name="folder">Where the files are made.</param>
    public static void Leave(IReadOnlyList<DiskRecord> records, int moment, Random? chance, string folder)
    {
        // By file: the line at which the last sync that had returned by then began.
        var synced = records.OfType<Synced>().Where(sync => sync.Ended <= moment).GroupBy(static sync => sync.File).ToDictionary(static file => file.Key, static file => file.Max(static sync => sync.Began));
        foreach (var record in records.TakeWhile(record => record.Began <= moment))
        {
            switch (record)
            {
                case Written written when Has(written, written.File):
                    using (var stream = Open(folder, written.File))
                    {
                        stream.Position = written.Offset;
                        stream.Write(written.Data);
                    }

                    break;
                case Cut cut when Has(cut, cut.File):
                    using (var stream = Open(folder, cut.File))
                    {
                        stream.SetLength(cut.Length);
                    }

                    break;
                case Removed removed when removed.Ended <= moment:
                    File.Delete(Path.Combine(folder, Path.GetFileName(removed.File)));
                    break;
            }
        }

        bool Has(DiskRecord record, string file)
            => record.Ended < synced.GetValueOrDefault(file) || (chance is not null && chance.Next(2) == 0);
    }

    private static FileStream Open(string folder, string file) => new(Path.Combine(folder, Path.GetFileName(file)), FileMode.OpenOrCreate, FileAccess.Write);
}
