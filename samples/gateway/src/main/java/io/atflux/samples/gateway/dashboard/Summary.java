package io.atflux.samples.gateway.dashboard;

import java.util.List;

/** The fleet in four numbers. */
public record Summary(long human, long trying, long busy, long ok, int all) {

    static Summary of(List<Row> rows) {
        return new Summary(
                count(rows, Tone.HUMAN),
                count(rows, Tone.WAIT),
                count(rows, Tone.BUSY),
                count(rows, Tone.OK),
                rows.size());
    }

    private static long count(List<Row> rows, Tone tone) {
        return rows.stream().filter(row -> row.tone() == tone).count();
    }

    /** For the window's title, which is seen if the page is not. */
    public String title() {
        return human > 0 ? "(" + human + "!) Fleet" : ok == all ? "Fleet" : "(" + ok + "/" + all + ") Fleet";
    }
}
