releasePipeline {
    triggers {
        push { branches include: ['main', 'release/{1,2'] }
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
