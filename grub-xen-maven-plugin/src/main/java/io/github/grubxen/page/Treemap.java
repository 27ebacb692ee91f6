// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a rectangle into rectangles whose areas are proportional to given sizes and whose shapes are close to squares.
 *
 * <p>Source: M. Bruls, K. Huizing, J. van Wijk, Squarified Treemaps, in: Data Visualization 2000.
 */
final class Treemap {
    private Treemap() {}

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {
        double area() {
            return width * height;
        }

        /** The rectangle without a margin on each side and a strip at the top. */
        Box inside(double margin, double top) {
            return new Box(
                    x + margin,
                    y + margin + top,
                    Math.max(0, width - 2 * margin),
                    Math.max(0, height - 2 * margin - top));
        }
    }

    /**
     * The rectangles of sizes.
     *
     * @param sizes positive numbers, the largest first
     */
    static List<Box> of(List<Long> sizes, Box all) {
        double total = sizes.stream().mapToDouble(Long::doubleValue).sum();
        List<Box> boxes = new ArrayList<>();
        Box rest = all;
        double left = total;
        int from = 0;
        while (from < sizes.size()) {
            double scale = left > 0 ? rest.area() / left : 0;
            double side = Math.min(rest.width(), rest.height());
            int to = from + 1;
            double sum = sizes.get(from);
            while (to < sizes.size()
                    && worst(sizes.get(from), sizes.get(to), sum + sizes.get(to), scale, side)
                            <= worst(sizes.get(from), sizes.get(to - 1), sum, scale, side)) {
                sum += sizes.get(to++);
            }
            rest = addRow(boxes, sizes.subList(from, to), sum, scale, rest);
            left -= sum;
            from = to;
        }
        return boxes;
    }

    /** The largest ratio of the sides in a row, which the largest or the smallest rectangle has. */
    private static double worst(double largest, double smallest, double sum, double scale, double side) {
        double area = sum * scale;
        double square = side * side;
        return Math.max(square * largest * scale / (area * area), area * area / (square * smallest * scale));
    }

    /** Puts a row along the shorter side. Returns the rest of the rectangle. */
    private static Box addRow(List<Box> boxes, List<Long> row, double sum, double scale, Box all) {
        boolean column = all.width() >= all.height();
        double side = column ? all.height() : all.width();
        double depth = side > 0 ? sum * scale / side : 0;
        double at = column ? all.y() : all.x();
        for (long size : row) {
            double length = sum > 0 ? side * size / sum : 0;
            boxes.add(column ? new Box(all.x(), at, depth, length) : new Box(at, all.y(), length, depth));
            at += length;
        }
        return column
                ? new Box(all.x() + depth, all.y(), Math.max(0, all.width() - depth), all.height())
                : new Box(all.x(), all.y() + depth, all.width(), Math.max(0, all.height() - depth));
    }
}
