package io.kanesh.files;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The disk's attributes with the plaintext's size. */
record LogicalAttributes(PosixFileAttributes onDisk, long size) implements PosixFileAttributes {

    @Override
    public UserPrincipal owner() {
        return onDisk.owner();
    }

    @Override
    public GroupPrincipal group() {
        return onDisk.group();
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        return onDisk.permissions();
    }

    @Override
    public FileTime lastModifiedTime() {
        return onDisk.lastModifiedTime();
    }

    @Override
    public FileTime lastAccessTime() {
        return onDisk.lastAccessTime();
    }

    @Override
    public FileTime creationTime() {
        return onDisk.creationTime();
    }

    @Override
    public boolean isRegularFile() {
        return onDisk.isRegularFile();
    }

    @Override
    public boolean isDirectory() {
        return onDisk.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return onDisk.isSymbolicLink();
    }

    @Override
    public boolean isOther() {
        return onDisk.isOther();
    }

    @Override
    public Object fileKey() {
        return onDisk.fileKey();
    }
}
