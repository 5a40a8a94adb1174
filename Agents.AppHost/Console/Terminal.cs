using System.Text;

namespace Agents.AppHost.Console;

/// <summary>
/// What the user sees: one line at a time from all services, each with its name in front, so that lines never mix.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool colour) : IDisposable
{
    private const string Reset = "\e[0m";
    private const int NameWidth = 9;

    private readonly Lock _gate = new();

    /// <summary>The process's own console; coloured where a person reads it and <c>NO_COLOR</c> is not set.</summary>
    public static Terminal ForConsole()
        => new(System.Console.Out, System.Console.Error, WantsColour(System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable));

    /// <summary>See no-color.org: any value that is not empty turns colours off.</summary>
    public static bool WantsColour(bool redirected, Func<string, string?> variable)
        => !redirected && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";

    /// <summary>A line of a service's log.</summary>
    public void Log(string service, ServiceColour serviceColour, string line)
    {
        var name = service.PadRight(NameWidth);
        Write(output, colour ? $"\e[{(int)serviceColour}m{name} |{Reset} {line}" : $"{name} | {Printable(line)}");
    }

    /// <summary>Something that the supervisor itself has to say.</summary>
    public void Say(string text) => Write(output, text);

    /// <summary>Why it did not work and what to do.</summary>
    public void Fail(string text) => Write(error, text);

    public void Dispose()
    {
        output.Flush();
        error.Flush();
    }

    private void Write(TextWriter writer, string text)
    {
        lock (_gate)
        {
            writer.WriteLine(text);
            writer.Flush();
        }
    }

    // A file or a terminal that wants no colours gets none from the services either.
    private static string Printable(string line)
    {
        if (!line.Contains('\e'))
        {
            return line;
        }

        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e' && i + 1 < line.Length && line[i + 1] == '[')
            {
                i += 2;
                while (i < line.Length && !char.IsAsciiLetter(line[i]))
                {
                    i++;
                }
            }
            else
            {
                text.Append(line[i]);
            }
        }

        return text.ToString();
    }
}

/// <summary>Colours of the prefixes, as ANSI codes.</summary>
internal enum ServiceColour
{
    Green = 32,
    Yellow = 33,
    Magenta = 35,
    Cyan = 36,
}
