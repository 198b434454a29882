releasePipeline {
    triggers {
        push {
            tags include: ['v*']
            branches include: ['main']
        }
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
