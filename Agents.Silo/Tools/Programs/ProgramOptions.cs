namespace Agents.Silo.Tools;

/// <summary>Which programs models may run. They run as the silo's own user: whatever it may read and write, they may.</summary>
public sealed class ProgramOptions
{
    /// <summary>Whether <c>shell</c> runs commands. Default: false. On, every author of workflows, and every page that a model reads, can do on this machine what the silo can.</summary>
    public bool Shell { get; set; }

    /// <summary>Programs that <c>process</c> starts, each with its whole path. Default: none. A program that starts others, such as an interpreter, is a shell.</summary>
    public IList<string> Allowed { get; init; } = [];

    /// <summary>Their environment beside <c>PATH</c>, <c>LANG</c>, <c>TZ</c>, <c>HOME</c> and <c>TMPDIR</c>; none of the silo's own goes to them. Default: nothing.</summary>
    public IDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many bytes of each output are kept; what comes after is read and thrown away. Default: 256 KiB. More costs memory per program that runs.</summary>
    public int MaxOutputBytes { get; set; } = 256 << 10;
}
